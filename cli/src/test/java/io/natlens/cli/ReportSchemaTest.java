package io.natlens.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion;
import com.networknt.schema.ValidationMessage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Reports are what docs/report.schema.json says, and have no field that it does not name. Readers are to leave aside what
 * they do not know, so that the schema itself allows more fields; here it does not.
 */
final class ReportSchemaTest {
    private static final ObjectMapper MAPPER = new ObjectMapper();
    private static final Path SCHEMA = Path.of("..", "docs", "report.schema.json");
    private static final List<String> CLOSED =
            List.of("capturePoint", "flow", "evidence", "direction", "hop", "delay", "diagnosis", "candidate");

    private final ObjectNode schema;

    ReportSchemaTest() throws IOException {
        schema = (ObjectNode) MAPPER.readTree(Files.readString(SCHEMA));
        schema.put("unevaluatedProperties", false);
        CLOSED.forEach(name -> definition(name).put("unevaluatedProperties", false));
    }

    private ObjectNode definition(String name) {
        return (ObjectNode) schema.get("$defs").get(name);
    }

    private Set<ValidationMessage> validate(JsonNode report) {
        return whole().validate(report);
    }

    private JsonSchema whole() {
        return JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V202012).getSchema(schema);
    }

    /** A schema of which a line of {@code -f jsonl} is a whole document. */
    private JsonSchema line(String definition) {
        ObjectNode part = schema.deepCopy();
        part.remove(List.of("allOf", "required", "properties"));
        part.put("$ref", "#/$defs/" + definition);
        return JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V202012).getSchema(part);
    }

    @TestFactory
    Stream<DynamicTest> theReportOfEverySampleIsValid() throws IOException {
        return Scenario.all().stream()
                .map(scenario -> DynamicTest.dynamicTest(
                        scenario.name(),
                        () -> assertEquals(Set.of(), validate(MAPPER.readTree(report("json", scenario))))));
    }

    @TestFactory
    Stream<DynamicTest> everyLineOfEverySampleIsValid() throws IOException {
        JsonSchema header = line("header");
        JsonSchema flow = line("flow");
        return Scenario.all().stream()
                .map(scenario -> DynamicTest.dynamicTest(scenario.name(), () -> {
                    JsonSchema expected = header;
                    for (String line : report("jsonl", scenario).split("\n", -1)) {
                        assertEquals(Set.of(), line.isEmpty() ? Set.of() : expected.validate(MAPPER.readTree(line)));
                        expected = flow;
                    }
                }));
    }

    private static String report(String format, Scenario scenario) throws IOException {
        List<String> arguments = new ArrayList<>(List.of("analyze", "-f", format));
        arguments.addAll(scenario.options());
        scenario.captures().forEach(capture -> arguments.add(capture.toString()));
        return Run.of(arguments.toArray(String[]::new)).out();
    }

    @Test
    void theReportOfAnAmbiguousFlowIsValid(@TempDir Path folder) throws IOException {
        AmbiguousTest ambiguous = new AmbiguousTest(folder);
        ambiguous.capture();

        JsonNode report = MAPPER.readTree(ambiguous.analyze("-f", "json"));

        assertEquals(2, report.at("/flows/0/diagnoses/0/candidates").size());
        assertEquals(Set.of(), validate(report));
    }

    @ParameterizedTest
    @CsvSource({
        "/version, 2",
        "/flows/0/id, 0",
        "/flows/0/id, null",
        "/flows/0/protocol, '\"TCP\"'",
        "/flows/0/original/source, '\"docker0\"'",
        "/flows/0/original/path/0/firstSeen, '\"yesterday\"'",
        "/flows/0/original/path/0/packets, 0",
        "/flows/0/original/path/0/more, 1",
        "/capturePoints/0/role, '\"router\"'"
    })
    void aReportThatIsWrongInOnePlaceIsNotValid(String place, String value) throws IOException {
        JsonNode report = MAPPER.readTree(
                Run.of("analyze", "-f", "json", Captures.DOCKER0, Captures.ETH0).out());
        assertEquals(Set.of(), validate(report));

        int slash = place.lastIndexOf('/');
        ((ObjectNode) report.at(place.substring(0, slash))).set(place.substring(slash + 1), MAPPER.readTree(value));

        assertFalse(validate(report).isEmpty(), place);
    }

    @Test
    void theSchemaItselfAllowsFieldsThatAreYetToCome() throws IOException {
        JsonSchema published =
                JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V202012).getSchema(Files.readString(SCHEMA));
        JsonNode report = MAPPER.readTree(
                Run.of("analyze", "-f", "json", Captures.DOCKER0, Captures.ETH0).out());

        ((ObjectNode) report.at("/flows/0")).put("yetToCome", true);

        assertEquals(Set.of(), published.validate(report));
    }
}
