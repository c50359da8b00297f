package io.natlens.report;

import com.fasterxml.jackson.core.JsonGenerator;
import io.natlens.correlate.PointSummary;
import io.natlens.explain.Diagnosis;
import io.natlens.explain.Verdict;
import io.natlens.frame.CapturePoint;
import io.natlens.host.Roles;
import java.io.IOException;
import java.util.EnumMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Counts for the top of the page, and writes them with the capture points. */
final class PageSummary {
    private final FlowCounts counts = new FlowCounts();
    private final Map<Diagnosis.Code, Long> diagnoses = new EnumMap<>(Diagnosis.Code.class);
    private final Roles roles;

    PageSummary(Roles roles) {
        this.roles = roles;
    }

    void add(Verdict verdict) {
        counts.add(verdict.translated());
        verdict.diagnoses().stream()
                .map(Diagnosis::code)
                .distinct()
                .forEach(code -> diagnoses.merge(code, 1L, Long::sum));
    }

    long flows() {
        return counts.flows();
    }

    /** @param epochNanos what all times of the page are counted from */
    void write(JsonGenerator json, Summary summary, long epochNanos, @Nullable PagePackets packets) throws IOException {
        json.writeStartObject();
        json.writeStringField("epochNanos", Long.toString(epochNanos));
        json.writeNumberField("flows", counts.flows());
        json.writeStringField("translations", counts.translations());
        json.writeNumberField("damages", summary.damages());
        json.writeNumberField("evicted", summary.evicted());
        writeDiagnoses(json);
        writePoints(json, summary, epochNanos);
        if (packets != null) {
            packets.writeSummary(json);
        }
        json.writeEndObject();
    }

    private void writeDiagnoses(JsonGenerator json) throws IOException {
        json.writeArrayFieldStart("diagnoses");
        for (Diagnosis.Code code : Diagnosis.Code.values()) {
            json.writeStartArray();
            json.writeString(code.word());
            json.writeNumber(diagnoses.getOrDefault(code, 0L));
            json.writeEndArray();
        }
        json.writeEndArray();
    }

    private void writePoints(JsonGenerator json, Summary summary, long epochNanos) throws IOException {
        json.writeArrayFieldStart("points");
        for (PointSummary seen : summary.capturePoints()) {
            CapturePoint point = seen.capturePoint();
            json.writeStartObject();
            // points are left out here: their place in the list is not their number
            json.writeNumberField("number", point.number());
            json.writeStringField("name", point.name());
            json.writeStringField("role", roles.of(point).word());
            json.writeStringField("linkType", point.linkType().toString());
            json.writeNumberField("packets", seen.packets());
            json.writeNumberField("bytes", seen.bytes());
            json.writeNumberField("first", seen.firstSeen() - epochNanos);
            json.writeNumberField("last", seen.lastSeen() - epochNanos);
            json.writeNumberField("clockOffset", seen.clockOffsetNanos().orElse(0));
            json.writeNumberField("undecodable", seen.undecodable());
            if (seen.dropped().isPresent()) {
                json.writeNumberField("dropped", seen.dropped().getAsLong());
            }
            json.writeEndObject();
        }
        json.writeEndArray();
    }
}
