package io.natlens.report;

import io.natlens.correlate.PointSummary;
import io.natlens.host.Role;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** The capture points, a line each: role, packets, when, and the flows that went in and out where it is a NIC. */
final class PointTable {
    private static final int LONGEST_NAME = 24;

    private final List<PointSummary> points;
    private final FlowCounts counts;
    private final ReportContext context;
    private final int nameWidth;
    private final int roleWidth;

    PointTable(List<PointSummary> points, FlowCounts counts, ReportContext context) {
        this.points = points;
        this.counts = counts;
        this.context = context;
        nameWidth =
                points.stream().mapToInt(point -> name(point).length()).max().orElse(0);
        roleWidth =
                points.stream().mapToInt(point -> role(point).length()).max().orElse(0);
    }

    String text() {
        StringBuilder out = new StringBuilder();
        for (PointSummary point : points) {
            out.append(line(point).text());
        }
        return out.toString();
    }

    private Line line(PointSummary point) {
        Line line = new Line(context.color());
        Style style = isNic(point) ? Style.NIC : Style.PLAIN;
        line.add(style, name(point)).to(nameWidth + 2).add(Style.FAINT, role(point));
        int counts = nameWidth + 2 + roleWidth;
        line.right(Style.PLAIN, point.packets() + (point.packets() == 1 ? " pkt " : " pkts"), counts + 14);
        line.right(Style.PLAIN, Units.bytes(point.bytes()), counts + 24);
        line.add("  ").add(String.join(", ", remarks(point)));
        return line;
    }

    private List<String> remarks(PointSummary point) {
        List<String> remarks = new ArrayList<>();
        FlowCounts.Nic nic = counts.nic(point.capturePoint().name());
        if (nic != null && nic.flowsOut > 0) {
            remarks.add(flows(nic.flowsOut) + " out");
        }
        if (nic != null && nic.flowsIn > 0) {
            remarks.add(flows(nic.flowsIn) + " in");
        }
        if (isNic(point) && remarks.isEmpty()) {
            remarks.add("no flow in or out");
        }
        if (point.dropped().orElse(0) > 0) {
            remarks.add(point.dropped().getAsLong() + " dropped by the capture");
        }
        if (point.clockOffsetNanos().orElse(0) != 0) {
            remarks.add("clock " + clock(point));
        }
        if (point.undecodable() > 0) {
            remarks.add(point.undecodable() + " not decoded");
        }
        return remarks;
    }

    /** Beside the first point's. */
    private static String clock(PointSummary point) {
        long offset = point.clockOffsetNanos().orElse(0);
        double drift = point.clockDriftPpm().orElse(0);
        String gain = drift == 0
                ? ""
                : String.format(Locale.ROOT, " and %s %.1f ppm", drift < 0 ? "losing" : "gaining", Math.abs(drift));
        return Units.duration(Math.abs(offset)) + (offset < 0 ? " behind" : " ahead") + gain;
    }

    private static String flows(long count) {
        return count == 1 ? "1 flow" : count + " flows";
    }

    private static String name(PointSummary point) {
        return Names.printable(point.capturePoint().name(), LONGEST_NAME);
    }

    private String role(PointSummary point) {
        return context.roles().of(point.capturePoint()).word();
    }

    private boolean isNic(PointSummary point) {
        return context.roles().of(point.capturePoint()) == Role.NIC;
    }
}
