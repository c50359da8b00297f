package io.natlens.report;

/**
 * An information element in a template.
 *
 * <p>Source: IANA, IPFIX information elements; RFC 5103 section 6.1 (reverse elements).
 *
 * @param number of the element
 * @param length in bytes
 * @param reverse whether it speaks of the responder's packets
 */
record IpfixField(int number, int length, boolean reverse) {
    static final IpfixField OCTETS = new IpfixField(1, 8, false);
    static final IpfixField PACKETS = new IpfixField(2, 8, false);
    static final IpfixField REVERSE_OCTETS = new IpfixField(1, 8, true);
    static final IpfixField REVERSE_PACKETS = new IpfixField(2, 8, true);
    static final IpfixField PROTOCOL = new IpfixField(4, 1, false);
    static final IpfixField SOURCE_PORT = new IpfixField(7, 2, false);
    static final IpfixField SOURCE_IPV4 = new IpfixField(8, 4, false);
    static final IpfixField INGRESS_INTERFACE = new IpfixField(10, 4, false);
    static final IpfixField DESTINATION_PORT = new IpfixField(11, 2, false);
    static final IpfixField DESTINATION_IPV4 = new IpfixField(12, 4, false);
    static final IpfixField EGRESS_INTERFACE = new IpfixField(14, 4, false);
    static final IpfixField SOURCE_IPV6 = new IpfixField(27, 16, false);
    static final IpfixField DESTINATION_IPV6 = new IpfixField(28, 16, false);
    /** Of a fixed length, filled up with zero bytes, since nfdump knows no other. */
    static final IpfixField INTERFACE_NAME = new IpfixField(82, 64, false);

    static final IpfixField INTERFACE_DESCRIPTION = new IpfixField(83, 64, false);
    static final IpfixField FLOW_END_REASON = new IpfixField(136, 1, false);
    static final IpfixField FLOW_ID = new IpfixField(148, 8, false);
    static final IpfixField FLOW_START_MILLISECONDS = new IpfixField(152, 8, false);
    static final IpfixField FLOW_END_MILLISECONDS = new IpfixField(153, 8, false);
    static final IpfixField POST_NAT_SOURCE_IPV4 = new IpfixField(225, 4, false);
    static final IpfixField POST_NAT_DESTINATION_IPV4 = new IpfixField(226, 4, false);
    static final IpfixField POST_NAPT_SOURCE_PORT = new IpfixField(227, 2, false);
    static final IpfixField POST_NAPT_DESTINATION_PORT = new IpfixField(228, 2, false);
    static final IpfixField NAT_EVENT = new IpfixField(230, 1, false);
    static final IpfixField BIFLOW_DIRECTION = new IpfixField(239, 1, false);
    static final IpfixField POST_NAT_SOURCE_IPV6 = new IpfixField(281, 16, false);
    static final IpfixField POST_NAT_DESTINATION_IPV6 = new IpfixField(282, 16, false);
}
