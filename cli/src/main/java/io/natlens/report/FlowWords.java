package io.natlens.report;

import io.natlens.correlate.Evidence.Invariant;
import io.natlens.correlate.Flow;
import io.natlens.correlate.Hop;
import io.natlens.leg.FiveTuple;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** What all formats call the parts of a flow. */
final class FlowWords {
    private FlowWords() {}

    /** {@code tcp}, {@code udp}, {@code icmp}, {@code icmpv6}, or IANA's number. */
    static String protocol(Flow flow) {
        int protocol = flow.first().protocol();
        return switch (protocol) {
            case FiveTuple.TCP -> "tcp";
            case FiveTuple.UDP -> "udp";
            case FiveTuple.ICMP -> "icmp";
            case FiveTuple.ICMPV6 -> "icmpv6";
            default -> Integer.toString(protocol);
        };
    }

    static String invariant(Invariant invariant) {
        return invariant.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** The hop whose counts stand for the whole direction: the one that saw the most packets; null if none saw any. */
    static @Nullable Hop fullest(List<Hop> path) {
        Hop fullest = null;
        for (Hop hop : path) {
            if (fullest == null || hop.packets() > fullest.packets()) {
                fullest = hop;
            }
        }
        return fullest;
    }

    static long packets(List<Hop> path) {
        Hop hop = fullest(path);
        return hop == null ? 0 : hop.packets();
    }

    static long bytes(List<Hop> path) {
        Hop hop = fullest(path);
        return hop == null ? 0 : hop.bytes();
    }
}
