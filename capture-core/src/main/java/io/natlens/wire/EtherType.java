package io.natlens.wire;

/** EtherTypes, as IANA's list of IEEE 802 numbers has them. */
public final class EtherType {
    /** Below this the field is IEEE 802.3's length. */
    public static final int MINIMUM = 0x0600;

    public static final int IPV4 = 0x0800;
    public static final int ARP = 0x0806;
    public static final int REVERSE_ARP = 0x8035;
    public static final int TRANSPARENT_ETHERNET = 0x6558;
    public static final int VLAN = 0x8100;
    public static final int IPV6 = 0x86dd;
    public static final int PPPOE_DISCOVERY = 0x8863;
    public static final int PPPOE_SESSION = 0x8864;
    public static final int SERVICE_VLAN = 0x88a8;
    public static final int OLD_SERVICE_VLAN = 0x9100;

    private EtherType() {}

    /** Whether a {@link VlanTag} follows. */
    public static boolean isVlan(int etherType) {
        return etherType == VLAN || etherType == SERVICE_VLAN || etherType == OLD_SERVICE_VLAN;
    }
}
