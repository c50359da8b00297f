package io.natlens.report;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.util.DefaultIndenter;
import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;
import com.fasterxml.jackson.core.util.Separators;
import com.fasterxml.jackson.core.util.Separators.Spacing;
import io.natlens.explain.Verdict;
import io.natlens.host.Roles;
import java.io.IOException;
import java.io.OutputStream;

/** One JSON object with everything, indented. The flows are spooled, since the capture points stand before them. */
final class JsonReport implements ReportWriter {
    private static final JsonFactory JSON = new JsonFactory();

    private final OutputStream out;
    private final Roles roles;
    private final Spool spool = new Spool();
    private final JsonGenerator json;
    private final FlowJson flows;

    JsonReport(OutputStream out, Roles roles) throws IOException {
        this.out = out;
        this.roles = roles;
        json = JSON.createGenerator(spool);
        json.setPrettyPrinter(
                new DefaultPrettyPrinter(separators().withRootSeparator(", ")).withObjectIndenter(new Indenter(1)));
        flows = new FlowJson(json);
    }

    private static Separators separators() {
        return Separators.createDefaultInstance().withObjectFieldValueSpacing(Spacing.AFTER);
    }

    @Override
    public void add(Verdict verdict) throws IOException {
        flows.write(verdict);
    }

    @Override
    public void finish(Summary summary) throws IOException {
        json.close();
        try (JsonGenerator header = JSON.createGenerator(out)) {
            header.disable(JsonGenerator.Feature.AUTO_CLOSE_TARGET);
            header.setPrettyPrinter(new DefaultPrettyPrinter(separators()).withObjectIndenter(new Indenter(0)));
            header.writeStartObject();
            new HeaderJson(header, roles).write(summary.capturePoints());
            header.writeArrayFieldStart("flows");
            header.flush();
            out.write(' ');
            spool.transferTo(out);
            header.writeEndArray();
            header.writeEndObject();
        }
        out.write('\n');
    }

    @Override
    public void close() throws IOException {
        json.close();
        spool.close();
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
