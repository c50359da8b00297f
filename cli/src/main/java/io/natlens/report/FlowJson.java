package io.natlens.report;

import com.fasterxml.jackson.core.JsonGenerator;
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

    FlowJson(JsonGenerator json) {
        this.json = json;
    }

    void write(Verdict verdict) throws IOException {
        TranslatedFlow translated = verdict.translated();
        Flow flow = translated.flow();
        ConntrackTuple tuple = translated.tuple();
        json.writeStartObject();
        json.writeNumberField("id", verdict.id());
        json.writeStringField("protocol", FlowWords.protocol(flow));
        json.writeArrayFieldStart("translation");
        for (Translation translation : translated.translations()) {
            json.writeString(translation.name());
        }
        json.writeEndArray();
        json.writeNumberField("confidence", flow.evidence().confidence());
        writeEvidence(flow.evidence());
        writeDirection("original", tuple.original(), translated.original(), flow.original());
        writeDirection("reply", tuple.reply(), translated.reply(), flow.reply());
        writeRelated(flow.related());
        writeDiagnoses(verdict.diagnoses(), flow.evidence());
        json.writeArrayFieldStart("explanation");
        for (String sentence : verdict.explanation()) {
            json.writeString(sentence);
        }
        json.writeEndArray();
        json.writeEndObject();
    }

    private void writeEvidence(Evidence evidence) throws IOException {
        json.writeObjectFieldStart("evidence");
        json.writeNumberField("packets", evidence.packets());
        json.writeNumberField("ambiguousPackets", evidence.ambiguousPackets());
        json.writeArrayFieldStart("invariants");
        for (Invariant invariant : evidence.invariants()) {
            json.writeString(FlowWords.invariant(invariant));
        }
        json.writeEndArray();
        json.writeEndObject();
    }

    private void writeDirection(String name, FiveTuple tuple, Crossing crossing, List<Hop> path) throws IOException {
        json.writeObjectFieldStart(name);
        writeTuple(tuple);
        json.writeNumberField("packets", FlowWords.packets(path));
        json.writeNumberField("bytes", FlowWords.bytes(path));
        writePoint("ingress", crossing.ingress());
        writePoint("egress", crossing.egress());
        json.writeArrayFieldStart("path");
        for (Hop hop : path) {
            writeHop(hop);
        }
        json.writeEndArray();
        json.writeEndObject();
    }

    private void writeTuple(FiveTuple tuple) throws IOException {
        json.writeStringField("source", tuple.source().toString());
        if (tuple.hasPorts()) {
            json.writeNumberField("sourcePort", tuple.sourcePort());
        }
        json.writeStringField("destination", tuple.destination().toString());
        if (tuple.hasPorts()) {
            json.writeNumberField("destinationPort", tuple.destinationPort());
        } else if (tuple.isIcmp()) {
            json.writeNumberField("identifier", tuple.sourcePort());
        }
    }

    private void writePoint(String name, @Nullable CapturePoint point) throws IOException {
        if (point == null) {
            json.writeNullField(name);
        } else {
            json.writeStringField(name, point.name());
        }
    }

    private void writeHop(Hop hop) throws IOException {
        json.writeStartObject();
        json.writeStringField("capturePoint", hop.capturePoint().name());
        writeTuple(hop.tuple());
        json.writeNumberField("packets", hop.packets());
        json.writeNumberField("bytes", hop.bytes());
        json.writeNumberField("ttl", hop.ttl());
        json.writeStringField("firstSeen", Timestamps.iso(hop.firstSeen()));
        json.writeStringField("lastSeen", Timestamps.iso(hop.lastSeen()));
        writeDelay(hop.delay());
        boolean tcp = hop.tuple().protocol() == FiveTuple.TCP;
        writeIf(tcp, "retransmissions", hop.retransmissions());
        writeLost(hop.lost(), tcp);
        json.writeEndObject();
    }

    private void writeLost(@Nullable Loss lost, boolean tcp) throws IOException {
        if (lost == null || !lost.isCertain()) {
            json.writeNullField("lost");
            return;
        }
        json.writeObjectFieldStart("lost");
        json.writeNumberField("packets", lost.packets());
        writeIf(tcp, "bytes", lost.bytes());
        writeIf(tcp, "retransmitted", lost.retransmitted());
        json.writeEndObject();
    }

    private void writeIf(boolean known, String name, long value) throws IOException {
        if (known) {
            json.writeNumberField(name, value);
        } else {
            json.writeNullField(name);
        }
    }

    private void writeDelay(@Nullable Delay delay) throws IOException {
        if (delay == null) {
            json.writeNullField("delayNanos");
            return;
        }
        json.writeObjectFieldStart("delayNanos");
        json.writeNumberField("min", delay.min());
        json.writeNumberField("median", delay.median());
        json.writeNumberField("p99", delay.p99());
        json.writeNumberField("max", delay.max());
        json.writeEndObject();
    }

    private void writeRelated(List<RelatedFlow> related) throws IOException {
        json.writeArrayFieldStart("relatedFlows");
        for (RelatedFlow other : related) {
            json.writeStartObject();
            json.writeStringField("kind", FlowWords.kind(other));
            json.writeStringField("side", FlowWords.side(other));
            json.writeNumberField("flow", other.id());
            json.writeEndObject();
        }
        json.writeEndArray();
    }

    private void writeDiagnoses(List<Diagnosis> diagnoses, Evidence evidence) throws IOException {
        json.writeArrayFieldStart("diagnoses");
        for (Diagnosis diagnosis : diagnoses) {
            json.writeStartObject();
            json.writeStringField("code", diagnosis.code().word());
            json.writeStringField("text", diagnosis.text());
            if (diagnosis.code() == Diagnosis.Code.AMBIGUOUS) {
                writeCandidates(evidence);
            }
            json.writeEndObject();
        }
        json.writeEndArray();
    }

    private void writeCandidates(Evidence evidence) throws IOException {
        json.writeArrayFieldStart("candidates");
        for (Candidate candidate : evidence.candidates()) {
            json.writeStartObject();
            json.writeStringField("capturePoint", candidate.capturePoint().name());
            writeTuple(candidate.tuple());
            json.writeNumberField("packetsAlike", candidate.packets());
            json.writeEndObject();
        }
        json.writeEndArray();
        json.writeNumberField("moreCandidates", evidence.moreCandidates());
    }
}
