package io.natlens.report;

import io.natlens.correlate.Delay;
import io.natlens.correlate.Evidence.Invariant;
import io.natlens.correlate.Flow;
import io.natlens.correlate.Hop;
import io.natlens.correlate.RelatedFlow;
import io.natlens.leg.FiveTuple;
import java.util.List;
import java.util.Locale;
import java.util.OptionalLong;

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

    /**
     * How a connection stood at its last packet: {@code answered} is one that nobody was seen to end, {@code one way} one of
     * which replies were seen and nothing else.
     */
    static String state(Flow flow) {
        if (flow.reset()) {
            return "reset";
        }
        if (flow.closed()) {
            return "closed";
        }
        if (flow.reply().isEmpty()) {
            return "unreplied";
        }
        return flow.original().isEmpty() ? "one way" : "answered";
    }

    static String invariant(Invariant invariant) {
        return switch (invariant) {
            case TCP_ISN -> "tcp-isn";
            case TCP_SEQUENCE -> "tcp-sequence";
            case ICMP_SEQUENCE -> "icmp-sequence";
            case PAYLOAD -> "payload";
            case IP_ID -> "ip-id";
            case DNS_ID -> "dns-id";
            case FIVE_TUPLE -> "five-tuple";
        };
    }

    /** Why another flow is named: {@code proxied} or {@code tunnel}. */
    static String kind(RelatedFlow related) {
        return related.kind().name().toLowerCase(Locale.ROOT);
    }

    /** What another flow is to the one that names it: {@code client}, {@code server}, {@code outer} or {@code inner}. */
    static String side(RelatedFlow related) {
        return related.side().name().toLowerCase(Locale.ROOT);
    }

    /** The packets of one direction, as the first point on its way saw them; points further on may see each twice. */
    static long packets(List<Hop> path) {
        return path.isEmpty() ? 0 : path.get(0).packets();
    }

    /** The bytes of the same packets. */
    static long bytes(List<Hop> path) {
        return path.isEmpty() ? 0 : path.get(0).bytes();
    }

    /** From the first hop to the last, in nanoseconds: the sum of the medians; empty where a hop between has none. */
    static OptionalLong delay(List<Hop> path) {
        long sum = 0;
        for (int i = 1; i < path.size(); i++) {
            Delay delay = path.get(i).delay();
            if (delay == null) {
                return OptionalLong.empty();
            }
            sum += delay.median();
        }
        return path.size() < 2 ? OptionalLong.empty() : OptionalLong.of(sum);
    }
}
