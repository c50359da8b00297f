package io.natlens.report;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.PrettyPrinter;
import io.natlens.explain.Verdict;
import io.natlens.frame.CapturePoints;
import java.io.Closeable;
import java.io.IOException;
import java.io.OutputStream;
import org.jspecify.annotations.Nullable;

/** Flows as JSON, behind a head that is known when all of them are. */
final class HeadedFlows implements Closeable {
    private final HeadedOutput out;
    private final JsonGenerator json;
    private final FlowJson flows;
    private boolean empty = true;

    HeadedFlows(OutputStream out, CapturePoints points, @Nullable PrettyPrinter form) throws IOException {
        this.out = new HeadedOutput(out, HeaderJson.size(points.all().size()));
        json = HeaderJson.generator(this.out);
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

    /** Writes the head in front of the flows; no flow may follow. */
    void finish(byte[] head) throws IOException {
        json.flush();
        out.finish(head);
    }

    @Override
    public void close() throws IOException {
        json.close();
        out.close();
    }
}
