package io.natlens.explain;

/**
 * ICMP errors in words.
 *
 * <p>Sources: RFC 792, RFC 1122 section 3.2.2.1, RFC 1812 section 5.2.7.1, RFC 4443 sections 3.1 to 3.4, RFC 4884.
 */
final class IcmpErrorName {
    private static final String[] UNREACHABLE = {
        "network unreachable",
        "host unreachable",
        "protocol unreachable",
        "port unreachable",
        "fragmentation needed",
        "source route failed",
        "network unknown",
        "host unknown",
        "source host isolated",
        "network prohibited",
        "host prohibited",
        "network unreachable for this type of service",
        "host unreachable for this type of service",
        "communication administratively prohibited",
        "host precedence violation",
        "precedence cutoff in effect"
    };

    private static final String[] UNREACHABLE6 = {
        "no route to destination",
        "communication administratively prohibited",
        "beyond scope of source address",
        "address unreachable",
        "port unreachable",
        "source address failed ingress/egress policy",
        "reject route to destination"
    };

    private IcmpErrorName() {}

    /** The error's name, with type and code behind it: {@code host unreachable (type 3 code 1)}. */
    static String of(boolean ipv6, int type, int code) {
        String name = ipv6 ? icmpv6(type, code) : icmp(type, code);
        return name + " (type " + type + " code " + code + ")";
    }

    private static String icmp(int type, int code) {
        return switch (type) {
            case 3 -> named(UNREACHABLE, code, "destination unreachable");
            case 4 -> "source quench";
            case 5 -> "redirect";
            case 11 -> code == 1 ? "fragment reassembly time exceeded" : "time to live exceeded";
            case 12 -> "parameter problem";
            default -> "ICMP";
        };
    }

    private static String icmpv6(int type, int code) {
        return switch (type) {
            case 1 -> named(UNREACHABLE6, code, "destination unreachable");
            case 2 -> "packet too big";
            case 3 -> code == 1 ? "fragment reassembly time exceeded" : "hop limit exceeded";
            case 4 -> "parameter problem";
            default -> "ICMPv6";
        };
    }

    private static String named(String[] names, int code, String otherwise) {
        return code < names.length ? names[code] : otherwise;
    }
}
