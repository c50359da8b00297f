package io.natlens.report;

import io.natlens.correlate.Evidence;
import io.natlens.correlate.Flow;
import io.natlens.correlate.FlowIndex;
import io.natlens.correlate.Hop;
import io.natlens.decode.Observation;
import io.natlens.explain.Verdict;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Shows of one flow the packets that tie its legs, a column for each hop: what stayed equal and what was changed. */
public final class MatchReport implements ReportWriter {
    /** So many packets are shown; they say it all, and a flow may have millions. */
    private static final int MOST_PACKETS = 12;

    private final OutputStream out;
    private final ReportContext context;
    private final PacketPass captures;
    private final long id;
    private final FlowIndex index = new FlowIndex();
    private final List<TiedPacket> packets = new ArrayList<>();
    private @Nullable Verdict verdict;
    private long flows;

    /**
     * Begins a report.
     *
     * @param id the flow's number in the report
     */
    public MatchReport(OutputStream out, ReportContext context, PacketPass captures, long id) {
        this.out = out;
        this.context = context;
        this.captures = captures;
        this.id = id;
    }

    @Override
    public void add(Verdict next) {
        if (next.id() == id) {
            index.add(id, next.translated().flow());
            verdict = next;
        }
        flows++;
    }

    /**
     * Reads the captures once more and shows the flow.
     *
     * @throws IOException also where no flow has the number, with a message fit for the user
     */
    @Override
    public void finish(Summary summary) throws IOException {
        if (verdict == null) {
            throw new IOException("no flow has the number " + id + ": they go up to " + flows);
        }
        Flow flow = verdict.translated().flow();
        captures.read(index, (frame, packet, point, place) -> take(packet, place, frame.timeNanos(), flow));
        write(new FlowBlock(verdict, context).text());
        write("\n" + evidence(flow.evidence()));
        packets.removeIf(packet -> !packet.ties());
        if (packets.isEmpty()) {
            write("No packet of it was seen at more than one point.\n");
        }
        for (int i = 0; i < packets.size(); i++) {
            write("\n" + block(i + 1, packets.get(i), flow));
        }
    }

    private void take(Observation packet, long place, long timeNanos, Flow flow) {
        boolean known = place != FlowIndex.NONE && packet.kind() == Observation.Kind.FLOW;
        if (known && hop(place, flow).covers(timeNanos)) {
            take(packet, place, timeNanos);
        }
    }

    private static Hop hop(long place, Flow flow) {
        List<Hop> path = FlowIndex.isReply(place) ? flow.reply() : flow.original();
        return path.get(FlowIndex.hop(place));
    }

    private void take(Observation packet, long place, long timeNanos) {
        for (TiedPacket known : packets) {
            if (known.isSeenAgain(packet, place)) {
                known.see(packet, place, timeNanos);
                return;
            }
        }
        if (packets.size() < MOST_PACKETS) {
            TiedPacket unknown = new TiedPacket(packet, place);
            unknown.see(packet, place, timeNanos);
            packets.add(unknown);
        }
    }

    private String evidence(Evidence evidence) {
        List<String> invariants =
                evidence.invariants().stream().map(FlowWords::invariant).toList();
        String by =
                invariants.isEmpty() ? "Nothing ties it to another point" : "Tied by " + String.join(", ", invariants);
        String often =
                ": " + evidence.packets() + " times a packet was seen again at a next point and nothing else fitted, "
                        + evidence.ambiguousPackets() + " times more than one fitted; confidence "
                        + evidence.confidence() + ".";
        return new Paragraph(0, context.color()).add(Style.PLAIN, by + often).text();
    }

    private String block(int number, TiedPacket packet, Flow flow) {
        List<Hop> path = packet.isReply() ? flow.reply() : flow.original();
        String heading = (packet.isReply() ? "← packet " : "→ packet ") + number;
        return new TiedPacketBlock(heading, packet, path, context.color()).text();
    }

    private void write(String text) throws IOException {
        out.write(text.getBytes(StandardCharsets.UTF_8));
    }

    @Override
    public void close() {
        // the stream is the caller's
    }
}
