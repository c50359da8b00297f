package io.natlens.report;

import java.nio.ByteBuffer;
import java.util.List;

/**
 * The form of a kind of records.
 *
 * <p>Source: RFC 7011 sections 3.4.1 (templates) and 3.4.2.2 (options templates).
 *
 * @param id of the template, and of the sets of its records
 * @param scopes how many of the fields, from the first, say what the others speak of; 0 for a template of flows
 */
record IpfixTemplate(int id, int scopes, List<IpfixField> fields) {
    private static final int TEMPLATE_SET = 2;
    private static final int OPTIONS_TEMPLATE_SET = 3;
    private static final int ENTERPRISE = 0x8000;
    /** RFC 5103 section 6.1. */
    private static final int REVERSE_ENTERPRISE = 29305;

    static final IpfixTemplate IPV4 = flows(256, true, true);
    static final IpfixTemplate IPV6 = flows(257, false, false);
    static final IpfixTemplate INTERFACE = new IpfixTemplate(
            258, 1, List.of(IpfixField.INGRESS_INTERFACE, IpfixField.INTERFACE_NAME, IpfixField.INTERFACE_DESCRIPTION));
    static final IpfixTemplate IPV6_TO_IPV4 = flows(259, false, true);
    static final IpfixTemplate IPV4_TO_IPV6 = flows(260, true, false);

    /** All of them, as they are sent. */
    static final List<IpfixTemplate> ALL = List.of(IPV4, IPV6, IPV6_TO_IPV4, IPV4_TO_IPV6, INTERFACE);

    /**
     * The template of a flow whose addresses are of these families.
     *
     * @param ipv4 whether its first form is IPv4's, else IPv6's
     * @param postIpv4 the same of its last form: NAT64 (RFC 6146) makes the one of the other
     */
    static IpfixTemplate of(boolean ipv4, boolean postIpv4) {
        if (ipv4) {
            return postIpv4 ? IPV4 : IPV4_TO_IPV6;
        }
        return postIpv4 ? IPV6_TO_IPV4 : IPV6;
    }

    /** In the order in which {@link IpfixRecord} writes them. */
    private static IpfixTemplate flows(int id, boolean ipv4, boolean postIpv4) {
        return new IpfixTemplate(
                id,
                0,
                List.of(
                        IpfixField.FLOW_ID,
                        IpfixField.FLOW_START_MILLISECONDS,
                        IpfixField.FLOW_END_MILLISECONDS,
                        ipv4 ? IpfixField.SOURCE_IPV4 : IpfixField.SOURCE_IPV6,
                        ipv4 ? IpfixField.DESTINATION_IPV4 : IpfixField.DESTINATION_IPV6,
                        IpfixField.SOURCE_PORT,
                        IpfixField.DESTINATION_PORT,
                        postIpv4 ? IpfixField.POST_NAT_SOURCE_IPV4 : IpfixField.POST_NAT_SOURCE_IPV6,
                        postIpv4 ? IpfixField.POST_NAT_DESTINATION_IPV4 : IpfixField.POST_NAT_DESTINATION_IPV6,
                        IpfixField.POST_NAPT_SOURCE_PORT,
                        IpfixField.POST_NAPT_DESTINATION_PORT,
                        IpfixField.INGRESS_INTERFACE,
                        IpfixField.EGRESS_INTERFACE,
                        IpfixField.PACKETS,
                        IpfixField.OCTETS,
                        IpfixField.REVERSE_PACKETS,
                        IpfixField.REVERSE_OCTETS,
                        IpfixField.PROTOCOL,
                        IpfixField.NAT_EVENT,
                        IpfixField.BIFLOW_DIRECTION,
                        IpfixField.FLOW_END_REASON));
    }

    /** Writes a set with this template in it. */
    void write(ByteBuffer out) {
        int start = out.position();
        out.putShort((short) (scopes == 0 ? TEMPLATE_SET : OPTIONS_TEMPLATE_SET))
                .putShort((short) 0);
        out.putShort((short) id).putShort((short) fields.size());
        if (scopes > 0) {
            out.putShort((short) scopes);
        }
        for (IpfixField field : fields) {
            out.putShort((short) (field.reverse() ? ENTERPRISE | field.number() : field.number()));
            out.putShort((short) field.length());
            if (field.reverse()) {
                out.putInt(REVERSE_ENTERPRISE);
            }
        }
        out.putShort(start + Short.BYTES, (short) (out.position() - start));
    }
}
