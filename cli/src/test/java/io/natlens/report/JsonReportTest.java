package io.natlens.report;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import io.natlens.explain.Verdict;
import java.io.IOException;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;

final class JsonReportTest {
    private static final int MANY = 5000;

    private final Flows flows = new Flows();

    private Verdict verdict() {
        return flows.translated(
                flows.point("docker0\" \\ \u2028 </script>"),
                Flows.tuple(Flows.TCP, "172.17.0.2", 43210, "203.0.113.150", 443),
                flows.point("eth0"),
                Flows.tuple(Flows.TCP, "10.1.0.8", 43210, "203.0.113.150", 443));
    }

    @Test
    void aReportLargerThanMemoryIsStillOneObject() throws IOException {
        String report = flows.report(ReportFormat.JSON, false, Collections.nCopies(MANY, verdict()));

        assertTrue(report.length() > 8 << 20, "the spool's file was used: " + report.length());
        assertEquals(1, rootValues(report));
        assertEquals(MANY, count(report, "\n    \"protocol\": \"tcp\","));
        assertTrue(
                report.startsWith("{\n  \"format\": \"natlens-report\",\n  \"version\": 1,\n"),
                report.substring(0, 99));
    }

    @Test
    void aReportWithoutFlowsIsWellFormed() throws IOException {
        flows.point("eth0");

        String report = flows.report(ReportFormat.JSON, false, List.of());

        assertEquals(1, rootValues(report));
        assertTrue(report.endsWith("\n  \"flows\": [ ]\n}\n"), report);
    }

    @Test
    void linesAreObjectsOfTheirOwnTheCapturePointsFirst() throws IOException {
        String report = flows.report(ReportFormat.JSONL, false, List.of(verdict(), verdict()));

        List<String> lines = report.lines().toList();
        assertEquals(3, lines.size());
        for (String line : lines) {
            assertEquals(1, rootValues(line));
        }
        assertTrue(
                lines.get(0).startsWith("{\"format\":\"natlens-report\",\"version\":1,\"capturePoints\":["),
                lines.get(0));
        assertTrue(lines.get(1).startsWith("{\"id\":1,\"protocol\":\"tcp\",\"translation\":[\"SNAT\"],"), lines.get(1));
        assertTrue(lines.get(2).startsWith("{\"id\":2,"), lines.get(2));
    }

    /** Reads all of it; a fault of form is an exception. */
    private static int rootValues(String json) throws IOException {
        int values = 0;
        try (JsonParser parser = new JsonFactory().createParser(json)) {
            for (JsonToken token = parser.nextToken(); token != null; token = parser.nextToken()) {
                boolean ends = token.isStructEnd() && parser.getParsingContext().inRoot();
                values += ends ? 1 : 0;
            }
        }
        return values;
    }

    private static int count(String text, String part) {
        int count = 0;
        for (int at = text.indexOf(part); at >= 0; at = text.indexOf(part, at + 1)) {
            count++;
        }
        return count;
    }
}
