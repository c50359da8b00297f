package io.natlens.report;

import com.fasterxml.jackson.core.JsonGenerator;
import io.natlens.correlate.FlowIndex;
import io.natlens.decode.Field;
import io.natlens.decode.FrameTree;
import io.natlens.decode.Layer;
import io.natlens.decode.LineOptions;
import io.natlens.decode.LinePrinter;
import io.natlens.decode.Observation;
import io.natlens.frame.CapturePoint;
import io.natlens.frame.Frame;
import io.natlens.leg.Fingerprint;
import java.io.IOException;
import java.time.ZoneOffset;
import java.util.List;

/** Writes what the page shows of a packet: its line, its bytes, and the tree of its layers. */
final class PagePacket {
    /** The layer that is no header: what the last of them carries. */
    private static final String PAYLOAD = "Data";

    private static final int MOST_PAYLOAD = 512;
    private static final LineOptions OPTIONS = new LineOptions(
            LineOptions.Time.NONE, ZoneOffset.UTC, false, false, LineOptions.Dump.NONE, false, false, false);

    private final boolean payload;
    private final LinePrinter printer = new LinePrinter(OPTIONS);
    private final StringBuilder line = new StringBuilder();

    /** @param payload whether what stands behind the headers is shown, too */
    PagePacket(boolean payload) {
        this.payload = payload;
    }

    /** @param epochNanos what times are counted from */
    void write(Frame frame, Observation packet, CapturePoint point, long place, long epochNanos, JsonGenerator json)
            throws IOException {
        FrameTree tree = FrameTree.of(frame);
        json.writeStartArray();
        json.writeNumber(frame.timeNanos() - epochNanos);
        json.writeNumber(point.number());
        json.writeBoolean(FlowIndex.isReply(place));
        json.writeNumber(FlowIndex.hop(place));
        json.writeString(identity(packet));
        json.writeNumber(frame.originalLength());
        json.writeNumber(frame.capturedLength());
        line.setLength(0);
        printer.print(frame, line);
        json.writeString(line.substring(0, line.length() - 1));
        writeBytes(frame, shown(frame, tree), json);
        writeLayers(tree.layers(), json);
        json.writeString(tree.damage() == null ? "" : tree.damage().toString());
        json.writeEndArray();
    }

    /** The same for one packet at every point; empty where packets cannot be told from each other. */
    private static String identity(Observation packet) {
        return packet.kind() == Observation.Kind.FLOW ? Long.toHexString(Fingerprint.of(packet)) : "";
    }

    /** How many of the frame's bytes are shown. */
    private int shown(Frame frame, FrameTree tree) {
        int headers = 0;
        for (Layer layer : tree.layers()) {
            if (layer.name().equals(PAYLOAD)) {
                return payload ? Math.min(frame.capturedLength(), layer.offset() + MOST_PAYLOAD) : layer.offset();
            }
            headers = Math.max(headers, layer.offset() + layer.length());
        }
        return Math.min(headers, frame.capturedLength());
    }

    private static void writeBytes(Frame frame, int length, JsonGenerator json) throws IOException {
        byte[] bytes = new byte[length];
        frame.buffer().get(frame.offset(), bytes);
        json.writeBinary(bytes);
    }

    private static void writeLayers(List<Layer> layers, JsonGenerator json) throws IOException {
        json.writeStartArray();
        for (Layer layer : layers) {
            json.writeStartArray();
            json.writeString(layer.name());
            json.writeString(layer.summary());
            json.writeNumber(layer.offset());
            json.writeNumber(layer.length());
            writeFields(layer.fields(), json);
            json.writeEndArray();
        }
        json.writeEndArray();
    }

    private static void writeFields(List<Field> fields, JsonGenerator json) throws IOException {
        json.writeStartArray();
        for (Field field : fields) {
            json.writeStartArray();
            json.writeString(field.name());
            json.writeString(field.bits().isEmpty() ? field.value() : field.bits() + " = " + field.value());
            json.writeNumber(field.offset());
            json.writeNumber(field.length());
            writeFields(field.fields(), json);
            json.writeEndArray();
        }
        json.writeEndArray();
    }
}
