package io.natlens.report;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.SerializableString;
import io.natlens.correlate.Candidate;
import io.natlens.correlate.Delay;
import io.natlens.correlate.Evidence;
import io.natlens.correlate.Evidence.Invariant;
import io.natlens.correlate.Flow;
import io.natlens.correlate.Hop;
import io.natlens.correlate.Loss;
import io.natlens.correlate.RelatedFlow;
import io.natlens.explain.Diagnosis;
import io.natlens.explain.Verdict;
import io.natlens.frame.CapturePoint;
import io.natlens.leg.FiveTuple;
import io.natlens.translate.ConntrackTuple;
import io.natlens.translate.Crossing;
import io.natlens.translate.TranslatedFlow;
import io.natlens.translate.Translation;
import java.io.IOException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Writes flows as JSON objects. The fields and their order are a contract: see docs/report-formats.md. */
final class FlowJson {
    private final JsonGenerator json;
    private final FieldWriter fields;

    FlowJson(JsonGenerator json) {
        this.json = json;
        fields = new FieldWriter(json);
    }

    void write(Verdict verdict) throws IOException {
        TranslatedFlow translated = verdict.translated();
        Flow flow = translated.flow();
        ConntrackTuple tuple = translated.tuple();
        json.writeStartObject();
        fields.write(FlowField.ID, verdict.id());
        fields.write(FlowField.PROTOCOL, FlowWords.protocol(flow));
        fields.startArray(FlowField.TRANSLATION);
        for (Translation translation : translated.translations()) {
            json.writeString(translation.name());
        }
        json.writeEndArray();
        fields.write(FlowField.CONFIDENCE, flow.evidence().confidence());
        writeEvidence(flow.evidence());
        writeDirection(FlowField.ORIGINAL, tuple.original(), translated.original(), flow.original());
        writeDirection(FlowField.REPLY, tuple.reply(), translated.reply(), flow.reply());
        writeRelated(flow.related());
        writeDiagnoses(verdict.diagnoses(), flow.evidence());
        fields.startArray(FlowField.EXPLANATION);
        for (String sentence : verdict.explanation()) {
            json.writeString(sentence);
        }
        json.writeEndArray();
        json.writeEndObject();
    }

    private void writeEvidence(Evidence evidence) throws IOException {
        fields.startObject(FlowField.EVIDENCE);
        fields.write(FlowField.PACKETS, evidence.packets());
        fields.write(FlowField.AMBIGUOUS_PACKETS, evidence.ambiguousPackets());
        fields.startArray(FlowField.INVARIANTS);
        for (Invariant invariant : evidence.invariants()) {
            json.writeString(FlowWords.invariant(invariant));
        }
        json.writeEndArray();
        json.writeEndObject();
    }

    private void writeDirection(SerializableString field, FiveTuple tuple, Crossing crossing, List<Hop> path)
            throws IOException {
        fields.startObject(field);
        writeTuple(tuple);
        fields.write(FlowField.PACKETS, FlowWords.packets(path));
        fields.write(FlowField.BYTES, FlowWords.bytes(path));
        writePoint(FlowField.INGRESS, crossing.ingress());
        writePoint(FlowField.EGRESS, crossing.egress());
        fields.startArray(FlowField.PATH);
        for (Hop hop : path) {
            writeHop(hop);
        }
        json.writeEndArray();
        json.writeEndObject();
    }

    private void writeTuple(FiveTuple tuple) throws IOException {
        fields.write(FlowField.SOURCE, tuple.source());
        if (tuple.hasPorts()) {
            fields.write(FlowField.SOURCE_PORT, tuple.sourcePort());
        }
        fields.write(FlowField.DESTINATION, tuple.destination());
        if (tuple.hasPorts()) {
            fields.write(FlowField.DESTINATION_PORT, tuple.destinationPort());
        } else if (tuple.isIcmp()) {
            fields.write(FlowField.IDENTIFIER, tuple.sourcePort());
        }
    }

    private void writePoint(SerializableString field, @Nullable CapturePoint point) throws IOException {
        if (point == null) {
            fields.writeNull(field);
        } else {
            fields.write(field, point.name());
        }
    }

    private void writeHop(Hop hop) throws IOException {
        json.writeStartObject();
        fields.write(FlowField.CAPTURE_POINT, hop.capturePoint().name());
        writeTuple(hop.tuple());
        fields.write(FlowField.PACKETS, hop.packets());
        fields.write(FlowField.BYTES, hop.bytes());
        fields.write(FlowField.TTL, hop.ttl());
        fields.writeTime(FlowField.FIRST_SEEN, hop.firstSeen());
        fields.writeTime(FlowField.LAST_SEEN, hop.lastSeen());
        writeDelay(hop.delay());
        boolean tcp = hop.tuple().protocol() == FiveTuple.TCP;
        writeIf(tcp, FlowField.RETRANSMISSIONS, hop.retransmissions());
        writeLost(hop.lost(), tcp);
        json.writeEndObject();
    }

    private void writeLost(@Nullable Loss lost, boolean tcp) throws IOException {
        if (lost == null || !lost.isCertain()) {
            fields.writeNull(FlowField.LOST);
            return;
        }
        fields.startObject(FlowField.LOST);
        fields.write(FlowField.PACKETS, lost.packets());
        writeIf(tcp, FlowField.BYTES, lost.bytes());
        writeIf(tcp, FlowField.RETRANSMITTED, lost.retransmitted());
        json.writeEndObject();
    }

    private void writeIf(boolean known, SerializableString field, long value) throws IOException {
        if (known) {
            fields.write(field, value);
        } else {
            fields.writeNull(field);
        }
    }

    private void writeDelay(@Nullable Delay delay) throws IOException {
        if (delay == null) {
            fields.writeNull(FlowField.DELAY_NANOS);
            return;
        }
        fields.startObject(FlowField.DELAY_NANOS);
        fields.write(FlowField.MIN, delay.min());
        fields.write(FlowField.MEDIAN, delay.median());
        fields.write(FlowField.P99, delay.p99());
        fields.write(FlowField.MAX, delay.max());
        json.writeEndObject();
    }

    private void writeRelated(List<RelatedFlow> related) throws IOException {
        fields.startArray(FlowField.RELATED_FLOWS);
        for (RelatedFlow other : related) {
            json.writeStartObject();
            fields.write(FlowField.KIND, FlowWords.kind(other));
            fields.write(FlowField.SIDE, FlowWords.side(other));
            fields.write(FlowField.FLOW, other.id());
            json.writeEndObject();
        }
        json.writeEndArray();
    }

    private void writeDiagnoses(List<Diagnosis> diagnoses, Evidence evidence) throws IOException {
        fields.startArray(FlowField.DIAGNOSES);
        for (Diagnosis diagnosis : diagnoses) {
            json.writeStartObject();
            fields.write(FlowField.CODE, diagnosis.code().word());
            fields.write(FlowField.TEXT, diagnosis.text());
            if (diagnosis.code() == Diagnosis.Code.AMBIGUOUS) {
                writeCandidates(evidence);
            }
            json.writeEndObject();
        }
        json.writeEndArray();
    }

    private void writeCandidates(Evidence evidence) throws IOException {
        fields.startArray(FlowField.CANDIDATES);
        for (Candidate candidate : evidence.candidates()) {
            json.writeStartObject();
            fields.write(FlowField.CAPTURE_POINT, candidate.capturePoint().name());
            writeTuple(candidate.tuple());
            fields.write(FlowField.PACKETS_ALIKE, candidate.packets());
            json.writeEndObject();
        }
        json.writeEndArray();
        fields.write(FlowField.MORE_CANDIDATES, evidence.moreCandidates());
    }
}
