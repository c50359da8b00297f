package io.natlens.report;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import io.natlens.correlate.PointSummary;
import io.natlens.host.Roles;
import java.io.IOException;
import java.io.OutputStream;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.List;
import java.util.OptionalLong;

/** Writes what stands in front of the flows: the format, its version and the capture points. */
final class HeaderJson {
    private static final int VERSION = 1;

    /** Some 330 bytes, indented, where the name is short; a longer one still fits, mostly. */
    private static final int MOST_OF_A_POINT = 512;

    private static final JsonFactory JSON = new JsonFactory();

    private final JsonGenerator json;
    private final Roles roles;

    HeaderJson(JsonGenerator json, Roles roles) {
        this.json = json;
        this.roles = roles;
    }

    /** A generator that leaves the stream open when it is closed. */
    static JsonGenerator generator(OutputStream out) throws IOException {
        return JSON.createGenerator(out).disable(JsonGenerator.Feature.AUTO_CLOSE_TARGET);
    }

    /** How many bytes the header of so many capture points is likely to take at the most, indented or not. */
    static int size(int points) {
        return MOST_OF_A_POINT * (1 + points);
    }

    /** Writes the fields into an object that the caller has begun. */
    void write(List<PointSummary> points) throws IOException {
        json.writeStringField("format", "natlens-report");
        json.writeNumberField("version", VERSION);
        json.writeArrayFieldStart("capturePoints");
        for (PointSummary point : points) {
            write(point);
        }
        json.writeEndArray();
    }

    private void write(PointSummary point) throws IOException {
        json.writeStartObject();
        json.writeStringField("name", point.capturePoint().name());
        json.writeStringField("role", roles.of(point.capturePoint()).word());
        json.writeStringField("linkType", point.capturePoint().linkType().toString());
        json.writeNumberField("packets", point.packets());
        json.writeNumberField("bytes", point.bytes());
        writeTime("firstSeen", point.packets(), point.firstSeen());
        writeTime("lastSeen", point.packets(), point.lastSeen());
        writeNumber("dropped", point.dropped());
        writeNumber("clockOffsetNanos", point.clockOffsetNanos());
        if (point.clockDriftPpm().isPresent()) {
            json.writeNumberField(
                    "clockDriftPpm", thousandths(point.clockDriftPpm().getAsDouble()));
        } else {
            json.writeNullField("clockDriftPpm");
        }
        json.writeEndObject();
    }

    private void writeNumber(String name, OptionalLong value) throws IOException {
        if (value.isPresent()) {
            json.writeNumberField(name, value.getAsLong());
        } else {
            json.writeNullField(name);
        }
    }

    private static BigDecimal thousandths(double value) {
        return BigDecimal.valueOf(value).setScale(3, RoundingMode.HALF_EVEN).stripTrailingZeros();
    }

    /** A point that saw no packet has no times. */
    private void writeTime(String name, long packets, long epochNanos) throws IOException {
        if (packets == 0) {
            json.writeNullField(name);
        } else {
            json.writeStringField(name, Timestamps.iso(epochNanos));
        }
    }
}
