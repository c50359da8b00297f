package io.natlens.report;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import io.natlens.explain.Verdict;
import io.natlens.host.Roles;
import java.io.IOException;
import java.io.OutputStream;

/** A JSON object a line: the capture points first, then each flow. The flows are spooled until the first is known. */
final class JsonlReport implements ReportWriter {
    private static final JsonFactory JSON = new JsonFactory();

    private final OutputStream out;
    private final Roles roles;
    private final Spool spool = new Spool();
    private final JsonGenerator json;
    private final FlowJson flows;

    JsonlReport(OutputStream out, Roles roles) throws IOException {
        this.out = out;
        this.roles = roles;
        json = JSON.createGenerator(spool);
        json.setRootValueSeparator(null);
        flows = new FlowJson(json);
    }

    @Override
    public void add(Verdict verdict) throws IOException {
        flows.write(verdict);
        json.writeRaw('\n');
    }

    @Override
    public void finish(Summary summary) throws IOException {
        json.close();
        try (JsonGenerator header = JSON.createGenerator(out)) {
            header.disable(JsonGenerator.Feature.AUTO_CLOSE_TARGET);
            header.writeStartObject();
            new HeaderJson(header, roles).write(summary.capturePoints());
            header.writeEndObject();
        }
        out.write('\n');
        spool.transferTo(out);
    }

    @Override
    public void close() throws IOException {
        json.close();
        spool.close();
    }
}
