package io.natlens.report;

import com.fasterxml.jackson.core.JsonGenerator;
import io.natlens.correlate.Delay;
import io.natlens.correlate.Evidence;
import io.natlens.correlate.Evidence.Invariant;
import io.natlens.correlate.Flow;
import io.natlens.correlate.Hop;
import io.natlens.correlate.Loss;
import io.natlens.explain.Diagnosis;
import io.natlens.explain.Verdict;
import java.io.IOException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Writes what the page shows of a flow that is opened, besides what its row has: an array, as {@link PageRow} does. */
final class PageDetail {
    private final JsonGenerator json;
    private final long epochNanos;

    PageDetail(JsonGenerator json, long epochNanos) {
        this.json = json;
        this.epochNanos = epochNanos;
    }

    void write(Verdict verdict) throws IOException {
        Flow flow = verdict.translated().flow();
        json.writeStartArray();
        writePath(flow.original());
        writePath(flow.reply());
        writeEvidence(flow.evidence());
        json.writeStartArray();
        for (Diagnosis diagnosis : verdict.diagnoses()) {
            json.writeString(diagnosis.text());
        }
        json.writeEndArray();
        json.writeStartArray();
        for (String sentence : verdict.explanation()) {
            json.writeString(sentence);
        }
        json.writeEndArray();
        json.writeBoolean(flow.initiatorKnown());
        json.writeEndArray();
    }

    private void writePath(List<Hop> path) throws IOException {
        json.writeStartArray();
        for (Hop hop : path) {
            json.writeStartArray();
            json.writeNumber(hop.capturePoint().number());
            PageTuple.write(json, hop.tuple());
            json.writeNumber(hop.vlan());
            json.writeNumber(hop.packets());
            json.writeNumber(hop.bytes());
            json.writeNumber(hop.ttl());
            json.writeNumber(hop.firstSeen() - epochNanos);
            json.writeNumber(hop.lastSeen() - epochNanos);
            writeDelay(hop.delay());
            json.writeNumber(hop.retransmissions());
            Loss lost = hop.lost();
            json.writeNumber(lost == null || !lost.isCertain() ? 0 : lost.packets());
            json.writeEndArray();
        }
        json.writeEndArray();
    }

    private void writeDelay(@Nullable Delay delay) throws IOException {
        if (delay == null) {
            json.writeNull();
            return;
        }
        json.writeStartArray();
        json.writeNumber(delay.packets());
        json.writeNumber(delay.min());
        json.writeNumber(delay.median());
        json.writeNumber(delay.p99());
        json.writeNumber(delay.max());
        json.writeEndArray();
    }

    private void writeEvidence(Evidence evidence) throws IOException {
        json.writeStartArray();
        json.writeNumber(evidence.packets());
        json.writeNumber(evidence.ambiguousPackets());
        json.writeStartArray();
        for (Invariant invariant : evidence.invariants()) {
            json.writeString(FlowWords.invariant(invariant));
        }
        json.writeEndArray();
        json.writeBoolean(evidence.ambiguous());
        json.writeEndArray();
    }
}
