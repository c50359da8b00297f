package io.natlens.cli;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;
import io.natlens.live.HostInterface;
import java.io.IOException;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Writes what interfaces there are, for people and for programs. */
final class InterfaceList {
    private static final List<String> HEADING =
            List.of("INTERFACE", "ROLE", "STATE", "BRIDGE", "PEER", "MAC", "ADDRESSES");

    private InterfaceList() {}

    /** A line for each, in columns as wide as they need to be. */
    static void writeTable(List<HostInterface> interfaces, OutputStream out) throws IOException {
        List<List<String>> rows = new ArrayList<>(List.of(HEADING));
        for (HostInterface each : interfaces) {
            rows.add(row(each));
        }
        int[] widths = new int[HEADING.size()];
        for (List<String> row : rows) {
            for (int column = 0; column < widths.length; column++) {
                widths[column] = Math.max(widths[column], row.get(column).length());
            }
        }
        StringBuilder text = new StringBuilder();
        for (List<String> row : rows) {
            StringBuilder line = new StringBuilder();
            for (int column = 0; column < widths.length; column++) {
                String cell = row.get(column);
                line.append(cell).append(" ".repeat(widths[column] - cell.length() + 2));
            }
            text.append(line.toString().stripTrailing()).append('\n');
        }
        out.write(text.toString().getBytes(Console.charset()));
    }

    private static List<String> row(HostInterface each) {
        return List.of(
                each.selector(),
                each.role().word(),
                state(each),
                dash(each.link().master()),
                dash(each.peer()),
                dash(each.link().mac()),
                dash(String.join(" ", each.link().addresses())));
    }

    private static String dash(@Nullable String text) {
        return text == null || text.isEmpty() ? "-" : text;
    }

    /** The kernel's operational state; an interface that has been set up and does not tell counts as up. */
    private static String state(HostInterface each) {
        String state = each.link().state().toLowerCase(Locale.ROOT);
        return state.equals("unknown") ? each.link().isUp() ? "up" : "down" : state;
    }

    /** An array of objects; what does not apply is null. */
    static void writeJson(List<HostInterface> interfaces, OutputStream out) throws IOException {
        try (JsonGenerator json = new JsonFactory().createGenerator(out)) {
            json.disable(JsonGenerator.Feature.AUTO_CLOSE_TARGET).setPrettyPrinter(new DefaultPrettyPrinter());
            json.writeStartArray();
            for (HostInterface each : interfaces) {
                write(each, json);
            }
            json.writeEndArray();
        }
        out.write('\n');
    }

    private static void write(HostInterface each, JsonGenerator json) throws IOException {
        json.writeStartObject();
        json.writeStringField("capturePoint", each.name());
        json.writeStringField("interface", each.selector());
        writeText("namespace", each.namespace(), json);
        json.writeStringField("role", each.role().word());
        json.writeStringField("state", state(each));
        writeText("mac", each.link().mac(), json);
        json.writeArrayFieldStart("addresses");
        for (String address : each.link().addresses()) {
            json.writeString(address);
        }
        json.writeEndArray();
        writeText("kind", each.link().kind(), json);
        writeText("bridge", each.link().master(), json);
        writeText("peer", each.peer(), json);
        json.writeEndObject();
    }

    private static void writeText(String name, @Nullable String text, JsonGenerator json) throws IOException {
        if (text == null || text.isEmpty()) {
            json.writeNullField(name);
        } else {
            json.writeStringField(name, text);
        }
    }
}
