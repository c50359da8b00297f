package io.natlens.report;

import io.natlens.correlate.Delay;
import io.natlens.correlate.Hop;
import io.natlens.correlate.Loss;
import io.natlens.correlate.PointSummary;
import io.natlens.explain.Verdict;
import io.natlens.frame.CapturePoint;
import io.natlens.translate.Crossing;
import io.natlens.translate.TranslatedFlow;
import io.natlens.translate.Translation;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** What the charts count of flows. Its size is bounded by the capture points, and by the pairs of them. */
final class ChartData {
    /** Slots of a histogram for each decade of delays, from {@link #LEAST_NANOS} on. */
    static final int SLOTS_IN_DECADE = 6;

    static final double LEAST_NANOS = 100;

    private static final int SLOTS = 9 * SLOTS_IN_DECADE;

    private final Map<CapturePoint, Long> bytesOut = new LinkedHashMap<>();
    private final Map<Way, long[]> delays = new LinkedHashMap<>();
    private final Map<String, Long> translations = new LinkedHashMap<>();

    private final Map<CapturePoint, Trouble> troubles = new LinkedHashMap<>();

    /** From one capture point to the next. */
    record Way(CapturePoint from, CapturePoint to) {}

    /** What went wrong at a capture point, in packets. */
    static final class Trouble {
        long retransmissions;
        long lost;
        long dropped;
    }

    ChartData() {
        for (String kind : List.of("SNAT", "DNAT", "both", "none")) {
            translations.put(kind, 0L);
        }
    }

    void add(Verdict verdict) {
        TranslatedFlow flow = verdict.translated();
        translations.merge(kind(flow.translations()), 1L, Long::sum);
        addBytes(flow.original(), flow.flow().original());
        addBytes(flow.reply(), flow.flow().reply());
        addDelays(flow.flow().original());
        addDelays(flow.flow().reply());
        flow.flow().original().forEach(this::addTrouble);
        flow.flow().reply().forEach(this::addTrouble);
    }

    private static String kind(Set<Translation> translations) {
        return switch (translations.size()) {
            case 0 -> "none";
            case 1 -> translations.iterator().next().name();
            default -> "both";
        };
    }

    private void addBytes(Crossing crossing, List<Hop> path) {
        CapturePoint egress = crossing.egress();
        if (egress != null) {
            bytesOut.merge(egress, FlowWords.bytes(path), Long::sum);
        }
    }

    private void addDelays(List<Hop> path) {
        for (int i = 1; i < path.size(); i++) {
            Delay delay = path.get(i).delay();
            if (delay != null && delay.median() >= LEAST_NANOS) {
                Way way = new Way(path.get(i - 1).capturePoint(), path.get(i).capturePoint());
                delays.computeIfAbsent(way, unused -> new long[SLOTS])[slot(delay.median())]++;
            }
        }
    }

    private void addTrouble(Hop hop) {
        Loss lost = hop.lost();
        long packets = lost == null || !lost.isCertain() ? 0 : lost.packets();
        if (hop.retransmissions() + packets > 0) {
            Trouble trouble = trouble(hop.capturePoint());
            trouble.retransmissions += hop.retransmissions();
            trouble.lost += packets;
        }
    }

    private Trouble trouble(CapturePoint point) {
        return troubles.computeIfAbsent(point, unused -> new Trouble());
    }

    /** Takes what is known of capture points at the end. */
    void add(List<PointSummary> points) {
        for (PointSummary point : points) {
            if (point.dropped().orElse(0) > 0) {
                trouble(point.capturePoint()).dropped += point.dropped().getAsLong();
            }
        }
    }

    private static int slot(long nanos) {
        return (int) Math.min(SLOTS - 1, Math.log10(nanos / LEAST_NANOS) * SLOTS_IN_DECADE);
    }

    /** Where a slot of a histogram begins, in nanoseconds. */
    static double slotNanos(int slot) {
        return LEAST_NANOS * Math.pow(10, (double) slot / SLOTS_IN_DECADE);
    }

    /** Bytes that left the host, by the NIC. */
    Map<CapturePoint, Long> bytesOut() {
        return bytesOut;
    }

    /** By the way from point to point: how many flows had their median delay in each slot. */
    Map<Way, long[]> delays() {
        return delays;
    }

    /** By capture point; those that had none are not in it. */
    Map<CapturePoint, Trouble> troubles() {
        return troubles;
    }

    /** Flows by what NAT did to them. */
    Map<String, Long> translations() {
        return translations;
    }
}
