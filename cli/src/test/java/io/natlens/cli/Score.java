package io.natlens.cli;

import io.natlens.cli.ReportedFlow.NicsOf;
import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A report held against what the kernel's connection tracking recorded.
 *
 * <p>A connection is found when a flow of its protocol has as original tuple the first form that the captures show, as
 * reply tuple the inverse of the last, and says of the translation what lies between the two.
 */
final class Score {
    /** How many of how many are right. */
    private static final class Rate {
        private int right;
        private int all;

        void count(boolean isRight) {
            right += isRight ? 1 : 0;
            all++;
        }

        boolean isPerfect() {
            return right == all;
        }

        @Override
        public String toString() {
            return String.format(Locale.ROOT, "%.4f (%d/%d)", all == 0 ? 1.0 : (double) right / all, right, all);
        }
    }

    private final Rate recall = new Rate();
    private final Rate precision = new Rate();
    private final Rate plain = new Rate();
    private final Rate nic = new Rate();
    private final List<String> complaints = new ArrayList<>();
    private final Set<ReportedFlow> right = Collections.newSetFromMap(new IdentityHashMap<>());
    private final List<ReportedFlow> flows;
    private final List<String> nics;

    /** @param nics the capture points that are NICs, the outermost last */
    Score(List<ReportedFlow> flows, List<TrackedConnection> truth, List<String> nics) {
        this.flows = flows;
        this.nics = nics;
        truth.forEach(this::judge);
        for (ReportedFlow flow : flows) {
            if (!flow.translation().isEmpty()) {
                precision.count(right.contains(flow));
                complainUnless(right.contains(flow), "invented: " + flow);
            }
        }
    }

    boolean isPerfect() {
        return isToldRight() && nic.isPerfect();
    }

    /** Whether the connections are right, whatever is said of their NICs. */
    boolean isToldRight() {
        return recall.isPerfect() && precision.isPerfect() && plain.isPerfect();
    }

    private void judge(TrackedConnection connection) {
        ReportedFlow flow = flowOf(connection);
        boolean found = flow != null && flow.translation().equals(connection.changes());
        (connection.isTranslated() ? recall : plain).count(found);
        if (flow != null && found) {
            right.add(flow);
            judgeNics(connection, flow);
        } else {
            complaints.add("missing: " + connection + ", reported is " + near(connection));
        }
    }

    /** The same tuples may have been tracked twice: then another flow that has not been counted yet, if there is one. */
    private @Nullable ReportedFlow flowOf(TrackedConnection connection) {
        ReportedFlow counted = null;
        for (ReportedFlow flow : flows) {
            boolean fits = flow.protocol().equals(connection.protocol())
                    && flow.original().equals(connection.first())
                    && flow.reply().equals(connection.last().reverse());
            if (fits && !right.contains(flow)) {
                return flow;
            }
            counted = fits && counted == null ? flow : counted;
        }
        return counted;
    }

    private List<ReportedFlow> near(TrackedConnection connection) {
        return flows.stream()
                .filter(flow -> flow.original().equals(connection.first()))
                .toList();
    }

    private void judgeNics(TrackedConnection connection, ReportedFlow flow) {
        String there = crossed(connection.seen());
        String back = crossed(connection.seenReply());
        Set<String> atFirst = connection.seen().get(0);
        NicsOf original = flow.originalNics();
        NicsOf reply = flow.replyNics();
        if (!nics.containsAll(atFirst)) {
            judgeNic(connection, "original egress", there, original.egress(), true);
            judgeNic(connection, "reply ingress", back, reply.ingress(), false);
        } else if (!atFirst.isEmpty() && connection.isTranslated()) {
            judgeNic(connection, "original ingress", there, original.ingress(), false);
            judgeNic(connection, "reply egress", back, reply.egress(), false);
        }
    }

    /** The outermost NIC that shows any form. */
    private @Nullable String crossed(List<Set<String>> seen) {
        String last = null;
        for (String name : nics) {
            last = seen.stream().anyMatch(points -> points.contains(name)) ? name : last;
        }
        return last;
    }

    private void judgeNic(
            TrackedConnection connection,
            String what,
            @Nullable String expected,
            @Nullable String reported,
            boolean noneCounts) {
        if (expected != null || noneCounts) {
            boolean same = Objects.equals(expected, reported);
            nic.count(same);
            complainUnless(same, "nic: " + connection + ": " + what + " is " + expected + ", reported " + reported);
        }
    }

    private void complainUnless(boolean fine, String complaint) {
        if (!fine) {
            complaints.add(complaint);
        }
    }

    @Override
    public String toString() {
        List<String> some = complaints.subList(0, Math.min(10, complaints.size()));
        return "recall " + recall + "  precision " + precision + "  plain " + plain + "  nic " + nic + "\n"
                + String.join("\n", some);
    }
}
