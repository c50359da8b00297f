package io.natlens.decode;

import io.natlens.wire.EtherType;
import io.natlens.wire.EthernetHeader;
import io.natlens.wire.LinuxSll2Header;
import io.natlens.wire.LinuxSllHeader;
import io.natlens.wire.LlcHeader;
import io.natlens.wire.NullHeader;
import io.natlens.wire.PppHeader;
import io.natlens.wire.PppoeHeader;
import io.natlens.wire.VlanTag;
import java.nio.ByteBuffer;

/** Goes through the link layer's headers, whichever they are, to the network layer's. The constants are LINKTYPE_ numbers. */
final class LinkLayer {
    static final int NULL = 0;
    static final int EN10MB = 1;
    static final int RAW_BSD = 12;
    static final int RAW_OPENBSD = 14;
    static final int RAW = 101;
    static final int LOOP = 108;
    static final int LINUX_SLL = 113;
    static final int IPV4 = 228;
    static final int IPV6 = 229;
    static final int LINUX_SLL2 = 276;

    private static final int ETH_P_802_2 = 0x0004;

    private final EthernetHeader ethernet = new EthernetHeader();
    private final VlanTag tag = new VlanTag();
    private final LlcHeader llc = new LlcHeader();
    private final PppoeHeader pppoe = new PppoeHeader();
    private final PppHeader ppp = new PppHeader();
    private final LinuxSllHeader sll = new LinuxSllHeader();
    private final LinuxSll2Header sll2 = new LinuxSll2Header();
    private final NullHeader loopback = new NullHeader();

    private int etherType;
    private int networkOffset;
    private int vlan;
    private int interfaceIndex;

    static boolean isKnown(int linkType) {
        return switch (linkType) {
            case NULL, EN10MB, RAW_BSD, RAW_OPENBSD, RAW, LOOP, LINUX_SLL, IPV4, IPV6, LINUX_SLL2 -> true;
            default -> false;
        };
    }

    /** Returns whether the link type is known and its headers are there. */
    boolean read(int linkType, ByteBuffer bytes, int start, int end) {
        vlan = 0;
        interfaceIndex = 0;
        return switch (linkType) {
            case EN10MB -> readEthernet(bytes, start, end);
            case LINUX_SLL -> readSll(bytes, start, end);
            case LINUX_SLL2 -> readSll2(bytes, start, end);
            case RAW, RAW_BSD, RAW_OPENBSD -> readRaw(bytes, start, end);
            case IPV4 -> found(EtherType.IPV4, start);
            case IPV6 -> found(EtherType.IPV6, start);
            case NULL, LOOP ->
                loopback.wrap(bytes, start, end) && found(loopback.etherType(), start + NullHeader.LENGTH);
            default -> false;
        };
    }

    /** 0 where the network layer has none. */
    int etherType() {
        return etherType;
    }

    int networkOffset() {
        return networkOffset;
    }

    /** As {@link Observation#vlan}. */
    int vlan() {
        return vlan;
    }

    /** As {@link Observation#interfaceIndex}. */
    int interfaceIndex() {
        return interfaceIndex;
    }

    private boolean readEthernet(ByteBuffer bytes, int start, int end) {
        if (!ethernet.wrap(bytes, start, end)) {
            return false;
        }
        int type = ethernet.etherType();
        int next = start + EthernetHeader.LENGTH;
        return type == EtherType.IPV4 ? found(type, next) : readTyped(bytes, type, next, end);
    }

    private boolean readSll(ByteBuffer bytes, int start, int end) {
        return sll.wrap(bytes, start, end) && readCooked(bytes, sll.protocol(), start + LinuxSllHeader.LENGTH, end);
    }

    private boolean readSll2(ByteBuffer bytes, int start, int end) {
        if (!sll2.wrap(bytes, start, end)) {
            return false;
        }
        interfaceIndex = sll2.interfaceIndex();
        return readCooked(bytes, sll2.protocol(), start + LinuxSll2Header.LENGTH, end);
    }

    private boolean readCooked(ByteBuffer bytes, int protocol, int next, int end) {
        if (protocol == ETH_P_802_2) {
            return readLlc(bytes, next, end);
        }
        return protocol < EtherType.MINIMUM ? found(0, next) : readTyped(bytes, protocol, next, end);
    }

    private boolean readTyped(ByteBuffer bytes, int firstType, int start, int end) {
        int type = firstType;
        int next = start;
        while (EtherType.isVlan(type)) {
            if (!tag.wrap(bytes, next, end)) {
                return false;
            }
            // a third tag would not fit: the outer two tell the segments of a provider's network apart
            vlan = vlan < 4096 ? vlan << 12 | tag.identifier() : vlan;
            type = tag.etherType();
            next += VlanTag.LENGTH;
        }
        if (type == EtherType.PPPOE_SESSION) {
            return readPppoe(bytes, next, end);
        }
        return type < EtherType.MINIMUM ? readLlc(bytes, next, end) : found(type, next);
    }

    private boolean readPppoe(ByteBuffer bytes, int start, int end) {
        if (!pppoe.wrap(bytes, start, end)) {
            return false;
        }
        int next = start + PppoeHeader.LENGTH;
        if (pppoe.code() != PppoeHeader.SESSION_DATA) {
            return found(0, next);
        }
        return ppp.wrap(bytes, next, Math.min(end, next + pppoe.payloadLength()))
                && found(ppp.etherType(), next + ppp.length());
    }

    private boolean readLlc(ByteBuffer bytes, int start, int end) {
        return llc.wrap(bytes, start, end) && found(llc.etherType(), start + llc.length());
    }

    private boolean readRaw(ByteBuffer bytes, int start, int end) {
        if (start >= end) {
            return false;
        }
        int version = bytes.get(start) >>> 4 & 15;
        return switch (version) {
            case 4 -> found(EtherType.IPV4, start);
            case 6 -> found(EtherType.IPV6, start);
            default -> false;
        };
    }

    private boolean found(int type, int offset) {
        etherType = type;
        networkOffset = offset;
        return true;
    }
}
