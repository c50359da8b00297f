package io.natlens.report;

import com.fasterxml.jackson.core.JsonGenerator;
import io.natlens.explain.Verdict;
import java.io.IOException;
import java.io.OutputStream;

/** Events for programs: an object a line, with the flow as reports have it. */
public final class EventJson implements EventWriter {
    private static final int VERSION = 1;

    private final OutputStream out;

    /** Writes the first line, which tells what follows. */
    public EventJson(OutputStream out) throws IOException {
        this.out = out;
        try (JsonGenerator json = HeaderJson.generator(out)) {
            json.writeStartObject();
            json.writeStringField("format", "natlens-events");
            json.writeNumberField("version", VERSION);
            json.writeEndObject();
        }
        endLine();
    }

    @Override
    public void write(FlowEvent event, long timeNanos, Verdict verdict) throws IOException {
        try (JsonGenerator json = HeaderJson.generator(out)) {
            json.writeStartObject();
            json.writeStringField("event", event.word());
            json.writeStringField("time", Timestamps.iso(timeNanos));
            json.writeFieldName("flow");
            new FlowJson(json).write(verdict);
            json.writeEndObject();
        }
        endLine();
    }

    private void endLine() throws IOException {
        out.write('\n');
        out.flush();
    }
}
