package io.natlens.report;

import de.siegmar.fastcsv.writer.CsvWriter;
import de.siegmar.fastcsv.writer.LineDelimiter;
import io.natlens.correlate.Flow;
import io.natlens.correlate.Hop;
import io.natlens.correlate.Loss;
import io.natlens.explain.Diagnosis;
import io.natlens.explain.Verdict;
import io.natlens.frame.CapturePoint;
import io.natlens.leg.FiveTuple;
import io.natlens.translate.Crossing;
import io.natlens.translate.TranslatedFlow;
import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** A row a flow (RFC 4180, lines ending in LF). The columns and their order are a contract: see docs/report-formats.md. */
final class CsvReport implements ReportWriter {
    private static final List<String> COLUMNS = List.of(
            "id",
            "protocol",
            "translation",
            "confidence",
            "source",
            "source_port",
            "destination",
            "destination_port",
            "identifier",
            "reply_source",
            "reply_source_port",
            "reply_destination",
            "reply_destination_port",
            "reply_identifier",
            "ingress",
            "egress",
            "reply_ingress",
            "reply_egress",
            "packets",
            "bytes",
            "reply_packets",
            "reply_bytes",
            "first_seen",
            "last_seen",
            "path",
            "reply_path",
            "diagnoses",
            "lost",
            "reply_lost",
            "retransmissions",
            "reply_retransmissions",
            "related_flows");

    private final Writer out;
    private final CsvWriter csv;
    private final List<String> row = new ArrayList<>(COLUMNS.size());

    CsvReport(OutputStream out) {
        this.out = new OutputStreamWriter(out, StandardCharsets.UTF_8);
        csv = CsvWriter.builder().lineDelimiter(LineDelimiter.LF).build(this.out);
        csv.writeRecord(COLUMNS);
    }

    @Override
    public void add(Verdict verdict) throws IOException {
        TranslatedFlow translated = verdict.translated();
        Flow flow = translated.flow();
        row.clear();
        row.add(Long.toString(verdict.id()));
        row.add(FlowWords.protocol(flow));
        row.add(translated.translations().stream().map(Enum::name).collect(Collectors.joining(" ")));
        row.add(Double.toString(flow.evidence().confidence()));
        addTuple(translated.tuple().original());
        addTuple(translated.tuple().reply());
        addCrossing(translated.original());
        addCrossing(translated.reply());
        addCounts(flow.original());
        addCounts(flow.reply());
        row.add(Timestamps.iso(flow.firstSeen()));
        row.add(Timestamps.iso(flow.lastSeen()));
        row.add(path(flow.original()));
        row.add(path(flow.reply()));
        row.add(verdict.diagnoses().stream()
                .map(Diagnosis::code)
                .map(Diagnosis.Code::word)
                .collect(Collectors.joining(" ")));
        row.add(lost(flow.original()));
        row.add(lost(flow.reply()));
        row.add(retransmissions(flow.original()));
        row.add(retransmissions(flow.reply()));
        row.add(flow.related().stream()
                .map(related -> FlowWords.side(related) + ":" + related.id())
                .collect(Collectors.joining(" ")));
        csv.writeRecord(row);
    }

    /** Of all hops together; empty where nothing is known of any. */
    private static String lost(List<Hop> path) {
        long packets = 0;
        boolean known = false;
        for (Hop hop : path) {
            Loss lost = hop.lost();
            if (lost != null && lost.isCertain()) {
                packets += lost.packets();
                known = true;
            }
        }
        return known ? Long.toString(packets) : "";
    }

    /** As the first point on the way saw them. */
    private static String retransmissions(List<Hop> path) {
        boolean tcp = !path.isEmpty() && path.get(0).tuple().protocol() == FiveTuple.TCP;
        return tcp ? Long.toString(path.get(0).retransmissions()) : "";
    }

    private void addTuple(FiveTuple tuple) {
        boolean ports = tuple.hasPorts();
        row.add(tuple.source().toString());
        row.add(ports ? Integer.toString(tuple.sourcePort()) : "");
        row.add(tuple.destination().toString());
        row.add(ports ? Integer.toString(tuple.destinationPort()) : "");
        row.add(tuple.isIcmp() ? Integer.toString(tuple.sourcePort()) : "");
    }

    private void addCrossing(Crossing crossing) {
        row.add(name(crossing.ingress()));
        row.add(name(crossing.egress()));
    }

    private void addCounts(List<Hop> path) {
        row.add(Long.toString(FlowWords.packets(path)));
        row.add(Long.toString(FlowWords.bytes(path)));
    }

    private static String name(@Nullable CapturePoint point) {
        return point == null ? "" : disarmed(point.name());
    }

    private static String path(List<Hop> path) {
        return disarmed(path.stream().map(hop -> hop.capturePoint().name()).collect(Collectors.joining(" > ")));
    }

    /** A spreadsheet would take a cell that begins like this for a formula, and names come from whoever made the capture. */
    static String disarmed(String cell) {
        return !cell.isEmpty() && "=+-@\t\r".indexOf(cell.charAt(0)) >= 0 ? "'" + cell : cell;
    }

    @Override
    public void finish(Summary summary) throws IOException {
        csv.flush();
        out.flush();
    }

    @Override
    public void close() {
        // the stream is the caller's
    }
}
