package io.natlens.report;

import com.fasterxml.jackson.core.JsonGenerator;
import io.natlens.correlate.Flow;
import io.natlens.correlate.FlowIndex;
import io.natlens.decode.Observation;
import io.natlens.explain.Verdict;
import io.natlens.frame.CapturePoint;
import io.natlens.frame.Frame;
import java.io.ByteArrayOutputStream;
import java.io.Closeable;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * The packets that a page has: those at the beginnings of some flows, at all their hops. There is room for flows that have
 * something to look at, and for as many others; the captures are read once more for them.
 */
public final class PagePackets implements Closeable {
    static final int MOST_FLOWS_OF_A_KIND = 100;
    static final int MOST_IN_FLOW = 96;
    static final int MOST = 8_000;

    private static final int FLOWS_IN_BLOCK = 4;

    /** A flow whose packets are wanted. */
    private static final class Wanted {
        final Flow flow;
        final ByteArrayOutputStream text = new ByteArrayOutputStream();
        int packets;
        long leftOut;

        Wanted(Flow flow) {
            this.flow = flow;
        }

        boolean covers(long timeNanos) {
            return timeNanos >= flow.firstSeen() && timeNanos <= flow.lastSeen();
        }
    }

    private final PacketPass pass;
    private final PagePacket packet;
    private final boolean payload;
    private final FlowIndex index = new FlowIndex();
    private final Map<Long, Wanted> wanted = new LinkedHashMap<>();
    private final PackedRows rows = new PackedRows("packets", FLOWS_IN_BLOCK);
    private int remarkable;
    private int packets;

    /** @param payload whether what stands behind the headers is shown, too */
    public PagePackets(PacketPass pass, boolean payload) {
        this.pass = pass;
        this.payload = payload;
        packet = new PagePacket(payload);
    }

    void add(Verdict verdict) {
        boolean remark = !verdict.diagnoses().isEmpty();
        int ofKind = remark ? remarkable : wanted.size() - remarkable;
        if (ofKind < MOST_FLOWS_OF_A_KIND) {
            remarkable += remark ? 1 : 0;
            Flow flow = verdict.translated().flow();
            index.add(verdict.id(), flow);
            wanted.put(verdict.id(), new Wanted(flow));
        }
    }

    /** Reads the packets, and writes a block for a few flows each. */
    void finish(long epochNanos, OutputStream out) throws IOException {
        pass.read(index, (frame, observation, point, place) -> take(frame, observation, point, place, epochNanos));
        for (Map.Entry<Long, Wanted> flow : wanted.entrySet()) {
            JsonGenerator json = rows.next();
            json.writeStartArray();
            json.writeNumber(flow.getKey());
            json.writeNumber(flow.getValue().leftOut);
            json.writeStartArray();
            String frames = flow.getValue().text.toString(StandardCharsets.UTF_8);
            if (!frames.isEmpty()) {
                json.writeRawValue(frames);
            }
            json.writeEndArray();
            json.writeEndArray();
        }
        rows.transferTo(out);
    }

    private void take(Frame frame, Observation observation, CapturePoint point, long place, long epochNanos)
            throws IOException {
        Wanted flow = place == FlowIndex.NONE ? null : wanted.get(FlowIndex.flow(place));
        if (flow == null || !flow.covers(frame.timeNanos())) {
            return;
        }
        if (flow.packets == MOST_IN_FLOW || packets == MOST) {
            flow.leftOut++;
            return;
        }
        packets++;
        flow.packets++;
        if (flow.text.size() > 0) {
            flow.text.write(',');
        }
        try (JsonGenerator json = HeaderJson.generator(flow.text)) {
            packet.write(frame, observation, point, place, epochNanos, json);
        }
    }

    /** What the page's script needs to find and explain them: flows by number, in their order. */
    void writeSummary(JsonGenerator json) throws IOException {
        json.writeObjectFieldStart("packetsShown");
        json.writeBooleanField("payload", payload);
        json.writeNumberField("flowsInBlock", FLOWS_IN_BLOCK);
        json.writeArrayFieldStart("flows");
        for (Long id : wanted.keySet()) {
            json.writeNumber(id);
        }
        json.writeEndArray();
        json.writeEndObject();
    }

    @Override
    public void close() throws IOException {
        rows.close();
    }
}
