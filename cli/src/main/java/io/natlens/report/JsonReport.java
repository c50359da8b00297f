package io.natlens.report;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.util.DefaultIndenter;
import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;
import com.fasterxml.jackson.core.util.Separators;
import com.fasterxml.jackson.core.util.Separators.Spacing;
import io.natlens.explain.Verdict;
import io.natlens.host.Roles;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;

/** One JSON object with everything, indented. The capture points, which stand before the flows, are known last. */
final class JsonReport implements ReportWriter {
    private final OutputStream out;
    private final Roles roles;
    private final HeadedFlows flows;

    JsonReport(OutputStream out, ReportContext context) throws IOException {
        this.out = out;
        roles = context.roles();
        flows = new HeadedFlows(out, context.points(), form(1));
    }

    /** Two blanks a level, inside of so many levels. */
    private static DefaultPrettyPrinter form(int outer) {
        Separators separators = Separators.createDefaultInstance()
                .withObjectFieldValueSpacing(Spacing.AFTER)
                .withRootSeparator(", ");
        return new DefaultPrettyPrinter(separators).withObjectIndenter(new Indenter(outer));
    }

    @Override
    public void add(Verdict verdict) throws IOException {
        flows.add(verdict, "");
    }

    @Override
    public void finish(Summary summary) throws IOException {
        ByteArrayOutputStream around = new ByteArrayOutputStream();
        try (JsonGenerator json = HeaderJson.generator(around)) {
            json.setPrettyPrinter(form(0));
            json.writeStartObject();
            new HeaderJson(json, roles).write(summary.capturePoints());
            json.writeArrayFieldStart("flows");
            json.flush();
            if (!flows.isEmpty()) {
                around.write(' ');
            }
            flows.finish(around.toByteArray());
            around.reset();
            json.writeEndArray();
            json.writeEndObject();
        }
        around.write('\n');
        around.writeTo(out);
    }

    @Override
    public void close() throws IOException {
        flows.close();
    }

    /** Indents by two blanks a level, from a level that is not 0 where the values end up inside others. */
    private static final class Indenter extends DefaultIndenter {
        private static final long serialVersionUID = 1;

        private final int outer;

        Indenter(int outer) {
            super("  ", "\n");
            this.outer = outer;
        }

        @Override
        public void writeIndentation(JsonGenerator json, int level) throws IOException {
            super.writeIndentation(json, level + outer);
        }
    }
}
