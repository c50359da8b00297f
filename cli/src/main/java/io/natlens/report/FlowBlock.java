package io.natlens.report;

import io.natlens.correlate.Delay;
import io.natlens.correlate.Flow;
import io.natlens.correlate.Hop;
import io.natlens.explain.Diagnosis;
import io.natlens.explain.Verdict;
import io.natlens.frame.CapturePoint;
import io.natlens.host.Role;
import io.natlens.leg.FiveTuple;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One flow as a few lines: what it is, what became of it, and the path of each direction, a line a hop.
 *
 * <p>Addresses stand in a column of their own where all of this flow's fit beside the counts; else under them.
 */
final class FlowBlock {
    static final int WIDTH = 100;

    private static final String ARROW = " → ";
    static final int INDENT = 4;

    private static final int NAMES = 7;
    private static final int LONGEST_NAME = 40;

    /** Where the counts begin, and in which columns each of them ends. */
    private static final int COUNTS = 61;

    private static final int PACKETS = 73;
    private static final int BYTES = 81;
    private static final int TTL = 90;
    private static final int DURATION = 10;

    private final Verdict verdict;
    private final Flow flow;
    private final ReportContext context;
    private final int nameWidth;
    private final int sourceWidth;
    private final boolean besides;

    FlowBlock(Verdict verdict, ReportContext context) {
        this.verdict = verdict;
        this.context = context;
        flow = verdict.translated().flow();
        nameWidth = Math.max(widestName(flow.original()), widestName(flow.reply()));
        sourceWidth = Math.max(widestSource(flow.original()), widestSource(flow.reply()));
        int rest = Math.max(widestRest(flow.original()), widestRest(flow.reply()));
        besides = NAMES + nameWidth + 2 + sourceWidth + rest <= COUNTS;
    }

    private static int widestName(List<Hop> path) {
        return path.stream()
                .mapToInt(hop -> name(hop.capturePoint()).length())
                .max()
                .orElse(0);
    }

    private static int widestSource(List<Hop> path) {
        return path.stream()
                .mapToInt(hop -> TupleText.source(hop.tuple()).length())
                .max()
                .orElse(0);
    }

    private static int widestRest(List<Hop> path) {
        return path.stream()
                .mapToInt(hop -> ARROW.length() + TupleText.destination(hop).length())
                .max()
                .orElse(0);
    }

    String text() {
        StringBuilder out = new StringBuilder();
        addHeading(out);
        out.append(new Outcome(verdict, context).text());
        addPath("→", flow.original(), out);
        addPath("←", flow.reply(), out);
        for (Diagnosis diagnosis : verdict.diagnoses()) {
            out.append(new Paragraph(INDENT, context.color())
                    .add(Style.WARNING, "! " + diagnosis.text())
                    .text());
        }
        return out.toString();
    }

    /** Number, protocol and tuple, and at the end of the line, or of the next, when. */
    private void addHeading(StringBuilder out) {
        FiveTuple tuple = verdict.translated().tuple().original();
        String number = "#" + verdict.id();
        String start = number + " ".repeat(Math.max(1, INDENT - number.length())) + FlowWords.protocol(flow) + "  ";
        String destination = ARROW + TupleText.destination(tuple);
        Line line = new Line(context.color()).add(Style.HEADING, start + TupleText.source(tuple));
        if (line.width() + destination.length() > WIDTH) {
            out.append(line.text());
            line = new Line(context.color()).to(start.length() - ARROW.length());
        }
        line.add(Style.HEADING, destination);
        String when = when();
        if (line.width() + 2 + when.length() > WIDTH) {
            out.append(line.text());
            line = new Line(context.color());
        }
        out.append(line.right(Style.FAINT, when, WIDTH).text());
    }

    /** When it began, and how long it went on if it was more than a moment; the beginnings stand below each other. */
    private String when() {
        long nanos = flow.lastSeen() - flow.firstSeen();
        String duration = nanos == 0 ? "" : Units.duration(nanos);
        String gap = " ".repeat(Math.max(2, DURATION - duration.length()));
        return Timestamps.readable(flow.firstSeen()) + gap + duration;
    }

    private void addPath(String arrow, List<Hop> path, StringBuilder out) {
        Hop before = null;
        for (Hop hop : path) {
            Line line = new Line(context.color())
                    .to(INDENT)
                    .add(before == null ? arrow : "")
                    .to(NAMES)
                    .add(isNic(hop.capturePoint()) ? Style.NIC : Style.PLAIN, name(hop.capturePoint()));
            if (besides) {
                line.to(NAMES + nameWidth + 2);
                addAddresses(line, hop, before);
                addCounts(line, hop);
                out.append(line.text());
            } else {
                addCounts(line, hop);
                out.append(line.text());
                addAddressesBelow(hop, before, out);
            }
            before = hop;
        }
    }

    private void addAddresses(Line line, Hop hop, @Nullable Hop before) {
        int start = line.width();
        line.add(sourceStyle(hop, before), TupleText.source(hop.tuple())).to(start + sourceWidth);
        line.add(ARROW).add(destinationStyle(hop, before), TupleText.destination(hop));
    }

    private void addAddressesBelow(Hop hop, @Nullable Hop before, StringBuilder out) {
        String destination = TupleText.destination(hop);
        Line line =
                new Line(context.color()).to(NAMES + 2).add(sourceStyle(hop, before), TupleText.source(hop.tuple()));
        if (line.width() + ARROW.length() + destination.length() > WIDTH) {
            out.append(line.text());
            line = new Line(context.color()).to(NAMES - 1);
        }
        out.append(
                line.add(ARROW).add(destinationStyle(hop, before), destination).text());
    }

    private static Style sourceStyle(Hop hop, @Nullable Hop before) {
        return rewritten(before != null && !TupleText.source(before.tuple()).equals(TupleText.source(hop.tuple())));
    }

    private static Style destinationStyle(Hop hop, @Nullable Hop before) {
        return rewritten(
                before != null && !TupleText.destination(before.tuple()).equals(TupleText.destination(hop.tuple())));
    }

    private static Style rewritten(boolean is) {
        return is ? Style.REWRITTEN : Style.PLAIN;
    }

    private static void addCounts(Line line, Hop hop) {
        line.right(Style.PLAIN, hop.packets() + (hop.packets() == 1 ? " pkt " : " pkts"), PACKETS);
        line.right(Style.PLAIN, Units.bytes(hop.bytes()), BYTES);
        line.right(Style.FAINT, hop.ttl() < 10 ? "ttl  " + hop.ttl() : "ttl " + hop.ttl(), TTL);
        Delay delay = hop.delay();
        if (delay != null) {
            String sign = delay.median() < 0 ? "" : "+";
            line.right(Style.PLAIN, sign + Units.duration(delay.median()), WIDTH);
        }
    }

    /** What the table calls a capture point. */
    static String name(CapturePoint point) {
        return Names.printable(point.name(), LONGEST_NAME);
    }

    private boolean isNic(CapturePoint point) {
        return context.roles().of(point) == Role.NIC;
    }
}
