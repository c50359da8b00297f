package io.natlens.wire;

/** What said how many bytes there are. */
public enum LengthSource {
    CAPTURED_LENGTH("captured length"),
    IEEE_802_3_LENGTH("length in the 802.3 header"),
    PPPOE_LENGTH("length in the PPPoE header"),
    IPV4_TOTAL_LENGTH("total length in the IPv4 header"),
    IPV6_PAYLOAD_LENGTH("payload length in the IPv6 header"),
    UDP_LENGTH("length in the UDP header"),
    OWN_LENGTH_FIELD("header's own length field");

    private final String words;

    LengthSource(String words) {
        this.words = words;
    }

    @Override
    public String toString() {
        return words;
    }
}
