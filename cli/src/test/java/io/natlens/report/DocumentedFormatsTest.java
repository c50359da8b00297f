package io.natlens.report;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import io.natlens.correlate.Evidence.Invariant;
import io.natlens.explain.Diagnosis;
import io.natlens.explain.Verdict;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What docs/report-formats.md says is what the reports have. */
final class DocumentedFormatsTest {
    private final String document;
    private final Flows flows = new Flows();
    private final Verdict verdict = flows.translated(
            flows.point("docker0"),
            Flows.tuple(Flows.TCP, "172.17.0.2", 43210, "203.0.113.150", 443),
            flows.point("eth0"),
            Flows.tuple(Flows.TCP, "10.1.0.8", 1024, "203.0.113.150", 443));

    DocumentedFormatsTest() throws IOException {
        document = Files.readString(Path.of("..", "docs", "report-formats.md"));
    }

    @Test
    void everyFieldOfJsonIsDocumented() throws IOException {
        String section = document.substring(document.indexOf("\n## json\n"), document.indexOf("\n## jsonl\n"));

        for (String field : fields(flows.report(ReportFormat.JSON, false, List.of(verdict)))) {
            boolean named = Stream.of("`" + field + "`", "`" + field + "[]`", "." + field + "`", "`" + field + ".")
                    .anyMatch(section::contains);
            assertTrue(named, field);
        }
    }

    private static Set<String> fields(String json) throws IOException {
        Set<String> names = new LinkedHashSet<>();
        try (JsonParser parser = new JsonFactory().createParser(json)) {
            for (JsonToken token = parser.nextToken(); token != null; token = parser.nextToken()) {
                if (token == JsonToken.FIELD_NAME) {
                    names.add(parser.currentName());
                }
            }
        }
        return names;
    }

    @Test
    void theColumnsOfCsvAreDocumentedInTheirOrder() throws IOException {
        String section = document.substring(document.indexOf("\n## csv\n"));
        String columns = section.lines()
                .filter(line -> line.startsWith("| `"))
                .map(line -> line.substring(2, line.indexOf(" |", 2)))
                .reduce((a, b) -> a + ", " + b)
                .orElse("");
        String header = flows.report(ReportFormat.CSV, false, List.of())
                .lines()
                .findFirst()
                .orElse("");

        assertEquals(header, columns.replace("`", "").replace(", ", ","));
    }

    @Test
    void everyDiagnosisAndInvariantIsDocumented() {
        for (Diagnosis.Code code : Diagnosis.Code.values()) {
            assertTrue(document.contains("`" + code.word() + "`"), code.word());
        }
        for (Invariant invariant : Invariant.values()) {
            assertTrue(document.contains("`" + FlowWords.invariant(invariant) + "`"), invariant.name());
        }
    }
}
