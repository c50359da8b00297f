package io.natlens.wire;

import java.nio.ByteBuffer;

/**
 * An IEEE 802.1Q or 802.1ad tag, from behind the EtherType that announces it.
 *
 * <pre>
 *  0                   1                   2                   3
 *  0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 1
 * +-----+-+-----------------------+-------------------------------+
 * | PCP |D|    VLAN identifier    |           EtherType           |
 * +-----+-+-----------------------+-------------------------------+
 * </pre>
 */
public final class VlanTag extends Header {
    /** In bytes. */
    public static final int LENGTH = 4;

    private static final int CONTROL = 0;
    private static final int ETHER_TYPE = 2;

    @Override
    String layer() {
        return "VLAN tag";
    }

    /** Moves the view; returns whether the tag is there. */
    public boolean wrap(ByteBuffer bytes, int start, int end) {
        return place(bytes, start, end, LENGTH);
    }

    /** 0 to 7. */
    public int priority() {
        return u16(CONTROL) >>> 13;
    }

    public boolean dropEligible() {
        return (u16(CONTROL) & 0x1000) != 0;
    }

    /** 0 to 4095. */
    public int identifier() {
        return u16(CONTROL) & 0xfff;
    }

    /** What follows, as in {@link EthernetHeader#etherType}. */
    public int etherType() {
        return u16(ETHER_TYPE);
    }
}
