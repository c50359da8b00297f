package io.natlens.report;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.PrettyPrinter;
import io.natlens.explain.Verdict;
import java.io.Closeable;
import java.io.IOException;
import java.io.OutputStream;
import org.jspecify.annotations.Nullable;

/** Flows as JSON, kept until what stands in front of them is known. */
final class FlowSpool implements Closeable {
    private final Spool spool = new Spool();
    private final JsonGenerator json;
    private final FlowJson flows;
    private boolean empty = true;

    FlowSpool(@Nullable PrettyPrinter form) throws IOException {
        json = HeaderJson.generator(spool);
        if (form == null) {
            json.setRootValueSeparator(null);
        } else {
            json.setPrettyPrinter(form);
        }
        flows = new FlowJson(json);
    }

    void add(Verdict verdict, String behind) throws IOException {
        flows.write(verdict);
        json.writeRaw(behind);
        empty = false;
    }

    boolean isEmpty() {
        return empty;
    }

    void transferTo(OutputStream out) throws IOException {
        json.flush();
        spool.transferTo(out);
    }

    @Override
    public void close() throws IOException {
        json.close();
        spool.close();
    }
}
