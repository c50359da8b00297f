package io.natlens.wire;

/** Types of ICMPv6 messages, as IANA has them. */
public final class Icmpv6Type {
    public static final int DESTINATION_UNREACHABLE = 1;
    public static final int PACKET_TOO_BIG = 2;
    public static final int TIME_EXCEEDED = 3;
    public static final int PARAMETER_PROBLEM = 4;
    public static final int ECHO_REQUEST = 128;
    public static final int ECHO_REPLY = 129;
    public static final int LISTENER_QUERY = 130;
    public static final int LISTENER_REPORT = 131;
    public static final int LISTENER_DONE = 132;
    public static final int ROUTER_SOLICITATION = 133;
    public static final int ROUTER_ADVERTISEMENT = 134;
    public static final int NEIGHBOR_SOLICITATION = 135;
    public static final int NEIGHBOR_ADVERTISEMENT = 136;
    public static final int REDIRECT = 137;
    public static final int LISTENER_REPORT_V2 = 143;

    private Icmpv6Type() {}

    /** Whether the message is a query or its answer, and so carries an identifier. */
    public static boolean isQuery(int type) {
        return type == ECHO_REQUEST || type == ECHO_REPLY;
    }

    /** Whether the message carries the start of the packet that it speaks of. */
    public static boolean isError(int type) {
        return type >= DESTINATION_UNREACHABLE && type <= PARAMETER_PROBLEM;
    }
}
