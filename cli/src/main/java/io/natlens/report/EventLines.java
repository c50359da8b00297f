package io.natlens.report;

import io.natlens.correlate.Flow;
import io.natlens.explain.Verdict;
import io.natlens.leg.FiveTuple;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;

/** Events for people, and for grep: time, event, number, protocol, tuple, and what became of the flow. */
public final class EventLines implements EventWriter {
    private static final int LONGEST_WORD = 10;

    private final OutputStream out;
    private final ReportContext context;

    public EventLines(OutputStream out, ReportContext context) {
        this.out = out;
        this.context = context;
    }

    @Override
    public void write(FlowEvent event, long timeNanos, Verdict verdict) throws IOException {
        Flow flow = verdict.translated().flow();
        FiveTuple tuple = verdict.translated().tuple().original();
        StringBuilder line = new StringBuilder(Timestamps.readable(timeNanos)).append("  ");
        line.append(event.word()).append(" ".repeat(LONGEST_WORD - event.word().length()));
        line.append("  #")
                .append(verdict.id())
                .append("  ")
                .append(FlowWords.protocol(flow))
                .append("  ");
        line.append(TupleText.source(tuple)).append(" → ").append(TupleText.destination(tuple));
        if (event != FlowEvent.SEEN) {
            line.append("  ").append(new Outcome(verdict, context).line());
        }
        if (event == FlowEvent.ENDED) {
            addCounts(flow, line);
        }
        out.write(line.append('\n').toString().getBytes(StandardCharsets.UTF_8));
        out.flush();
    }

    private static void addCounts(Flow flow, StringBuilder line) {
        line.append("  → ").append(FlowWords.packets(flow.original())).append(" pkts ");
        line.append(Units.bytes(FlowWords.bytes(flow.original())));
        line.append("  ← ").append(FlowWords.packets(flow.reply())).append(" pkts ");
        line.append(Units.bytes(FlowWords.bytes(flow.reply())));
        line.append("  ").append(Units.duration(flow.lastSeen() - flow.firstSeen()));
    }
}
