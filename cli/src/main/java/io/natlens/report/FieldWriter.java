package io.natlens.report;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.SerializableString;
import io.natlens.wire.IpAddress;
import java.io.IOException;

/** Writes fields of a flow into the JSON object that was begun last. */
final class FieldWriter {
    private final JsonGenerator json;
    private final JsonText text;

    FieldWriter(JsonGenerator json) {
        this.json = json;
        text = new JsonText(json);
    }

    void write(SerializableString field, String value) throws IOException {
        json.writeFieldName(field);
        json.writeString(value);
    }

    void write(SerializableString field, long value) throws IOException {
        json.writeFieldName(field);
        json.writeNumber(value);
    }

    void write(SerializableString field, double value) throws IOException {
        json.writeFieldName(field);
        json.writeNumber(value);
    }

    void write(SerializableString field, IpAddress value) throws IOException {
        json.writeFieldName(field);
        text.writeAddress(value);
    }

    void writeTime(SerializableString field, long epochNanos) throws IOException {
        json.writeFieldName(field);
        text.writeTime(epochNanos);
    }

    void writeNull(SerializableString field) throws IOException {
        json.writeFieldName(field);
        json.writeNull();
    }

    /** The caller ends it. */
    void startArray(SerializableString field) throws IOException {
        json.writeFieldName(field);
        json.writeStartArray();
    }

    /** The caller ends it. */
    void startObject(SerializableString field) throws IOException {
        json.writeFieldName(field);
        json.writeStartObject();
    }
}
