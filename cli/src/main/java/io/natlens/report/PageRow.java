package io.natlens.report;

import com.fasterxml.jackson.core.JsonGenerator;
import io.natlens.correlate.Flow;
import io.natlens.correlate.Hop;
import io.natlens.explain.Diagnosis;
import io.natlens.explain.Verdict;
import io.natlens.frame.CapturePoint;
import io.natlens.leg.FiveTuple;
import io.natlens.translate.ConntrackTuple;
import io.natlens.translate.Crossing;
import io.natlens.translate.TranslatedFlow;
import io.natlens.translate.Translation;
import java.io.IOException;
import java.util.List;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/**
 * Writes what the table of the page's flows needs of one: an array, since names of fields would be half of a large page. The
 * script {@code model.js} has the places by name.
 */
final class PageRow {
    private final JsonGenerator json;
    private final long epochNanos;

    /** @param epochNanos what times are counted from: a script's numbers are exact up to 2^53 only */
    PageRow(JsonGenerator json, long epochNanos) {
        this.json = json;
        this.epochNanos = epochNanos;
    }

    void write(Verdict verdict) throws IOException {
        TranslatedFlow translated = verdict.translated();
        Flow flow = translated.flow();
        json.writeStartArray();
        json.writeNumber(verdict.id());
        json.writeString(FlowWords.protocol(flow));
        writeTuples(translated.tuple());
        json.writeNumber(bits(translated));
        json.writeString(route(translated));
        writeCounts(flow.original());
        writeCounts(flow.reply());
        json.writeNumber(flow.firstSeen() - epochNanos);
        json.writeNumber(flow.lastSeen() - flow.firstSeen());
        writeDelay(FlowWords.delay(flow.original()));
        json.writeString(FlowWords.state(flow));
        writeCodes(verdict.diagnoses());
        json.writeNumber(flow.evidence().confidence());
        json.writeEndArray();
    }

    /** The original tuple, and of its translated form what differs. */
    private void writeTuples(ConntrackTuple tuple) throws IOException {
        FiveTuple first = tuple.original();
        FiveTuple last = tuple.reply().reverse();
        json.writeString(first.source().toString());
        json.writeNumber(PageTuple.sourcePort(first));
        json.writeString(first.destination().toString());
        json.writeNumber(PageTuple.destinationPort(first));
        json.writeString(
                last.source().equals(first.source()) ? "" : last.source().toString());
        json.writeNumber(PageTuple.sourcePort(last));
        json.writeString(
                last.destination().equals(first.destination())
                        ? ""
                        : last.destination().toString());
        json.writeNumber(PageTuple.destinationPort(last));
    }

    /** 1 for SNAT and 2 for DNAT. */
    private static int bits(TranslatedFlow flow) {
        return (flow.translations().contains(Translation.SNAT) ? 1 : 0)
                + (flow.translations().contains(Translation.DNAT) ? 2 : 0);
    }

    /** {@code 0,1|1,0|,1|1,}: the points of both paths by number, then ingress and egress of both directions. */
    private static String route(TranslatedFlow flow) {
        StringBuilder out = new StringBuilder();
        append(out, flow.flow().original());
        append(out.append('|'), flow.flow().reply());
        append(out.append('|'), flow.original());
        append(out.append('|'), flow.reply());
        return out.toString();
    }

    private static void append(StringBuilder out, List<Hop> path) {
        for (int i = 0; i < path.size(); i++) {
            out.append(i == 0 ? "" : ",").append(path.get(i).capturePoint().number());
        }
    }

    private static void append(StringBuilder out, Crossing crossing) {
        out.append(number(crossing.ingress())).append(',').append(number(crossing.egress()));
    }

    private static String number(@Nullable CapturePoint point) {
        return point == null ? "" : Integer.toString(point.number());
    }

    private void writeCounts(List<Hop> path) throws IOException {
        json.writeNumber(FlowWords.packets(path));
        json.writeNumber(FlowWords.bytes(path));
    }

    private void writeDelay(OptionalLong nanos) throws IOException {
        if (nanos.isPresent()) {
            json.writeNumber(nanos.getAsLong());
        } else {
            json.writeNull();
        }
    }

    private void writeCodes(List<Diagnosis> diagnoses) throws IOException {
        json.writeStartArray();
        for (Diagnosis diagnosis : diagnoses) {
            json.writeString(diagnosis.code().word());
        }
        json.writeEndArray();
    }
}
