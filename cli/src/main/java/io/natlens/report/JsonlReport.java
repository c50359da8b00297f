package io.natlens.report;

import com.fasterxml.jackson.core.JsonGenerator;
import io.natlens.explain.Verdict;
import io.natlens.host.Roles;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;

/** A JSON object a line: the capture points first, then each flow. The first is known last. */
final class JsonlReport implements ReportWriter {
    private final Roles roles;
    private final HeadedFlows flows;

    JsonlReport(OutputStream out, ReportContext context) throws IOException {
        roles = context.roles();
        flows = new HeadedFlows(out, context.points(), null);
    }

    @Override
    public void add(Verdict verdict) throws IOException {
        flows.add(verdict, "\n");
    }

    @Override
    public void finish(Summary summary) throws IOException {
        ByteArrayOutputStream head = new ByteArrayOutputStream();
        try (JsonGenerator json = HeaderJson.generator(head)) {
            json.writeStartObject();
            new HeaderJson(json, roles).write(summary.capturePoints());
            json.writeEndObject();
        }
        head.write('\n');
        flows.finish(head.toByteArray());
    }

    @Override
    public void close() throws IOException {
        flows.close();
    }
}
