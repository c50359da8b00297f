package io.natlens.report;

import com.fasterxml.jackson.core.JsonGenerator;
import io.natlens.explain.Verdict;
import io.natlens.host.Roles;
import java.io.IOException;
import java.io.OutputStream;

/** A JSON object a line: the capture points first, then each flow. The flows are spooled until the first is known. */
final class JsonlReport implements ReportWriter {
    private final OutputStream out;
    private final Roles roles;
    private final FlowSpool flows = new FlowSpool(null);

    JsonlReport(OutputStream out, Roles roles) throws IOException {
        this.out = out;
        this.roles = roles;
    }

    @Override
    public void add(Verdict verdict) throws IOException {
        flows.add(verdict, "\n");
    }

    @Override
    public void finish(Summary summary) throws IOException {
        try (JsonGenerator json = HeaderJson.generator(out)) {
            json.writeStartObject();
            new HeaderJson(json, roles).write(summary.capturePoints());
            json.writeEndObject();
        }
        out.write('\n');
        flows.transferTo(out);
    }

    @Override
    public void close() throws IOException {
        flows.close();
    }
}
