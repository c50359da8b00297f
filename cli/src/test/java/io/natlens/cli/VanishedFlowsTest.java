package io.natlens.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Flows that a real kernel was told to drop between the bridge and the NIC. */
final class VanishedFlowsTest {
    private static final Path SAMPLES = Path.of("..", "sample-pcaps", "correlation");

    private static List<Json> vanished(List<String> arguments) throws IOException {
        List<String> all = new ArrayList<>(List.of("analyze", "-f", "json"));
        all.addAll(arguments);
        List<Json> vanished = new ArrayList<>();
        for (Json flow : Json.parse(Run.of(all.toArray(String[]::new)).out())
                .get("flows")
                .items()) {
            boolean said = flow.get("diagnoses").items().stream()
                    .anyMatch(diagnosis -> diagnosis.get("code").text().equals("vanished"));
            if (said) {
                vanished.add(flow);
            }
        }
        return vanished;
    }

    /** The rule in DOCKER-USER names the port; refused and silent connections beside them have others. */
    @ParameterizedTest
    @CsvSource({"first, 7089", "second, 5589"})
    void whatTheHostDroppedIsSaidToHaveVanishedAndNothingElse(String addresses, String port) throws IOException {
        List<Json> vanished =
                vanished(List.of(SAMPLES.resolve(addresses).resolve("no-answer").toString()));

        Set<String> ports = new TreeSet<>();
        Set<String> protocols = new TreeSet<>();
        for (Json flow : vanished) {
            ports.add(flow.get("original").get("destinationPort").text());
            protocols.add(flow.get("protocol").text());
        }
        assertEquals(Set.of(port), ports);
        assertEquals(Set.of("tcp", "udp"), protocols);
    }

    /** The kernel's own tuples say what of a connection the NICs show. */
    @TestFactory
    Stream<DynamicTest> nothingThatANicShowsIsSaidToHaveVanished() throws IOException {
        return Scenario.all().stream()
                .map(scenario -> DynamicTest.dynamicTest(scenario.name(), () -> assertNoneLeft(scenario)));
    }

    private static void assertNoneLeft(Scenario scenario) throws IOException {
        List<String> arguments = new ArrayList<>(scenario.options());
        scenario.captures().forEach(capture -> arguments.add(capture.toString()));
        Set<String> left = scenario.truth().stream()
                .filter(connection -> connection.seen().stream()
                        .anyMatch(points -> scenario.nics().stream().anyMatch(points::contains)))
                .map(connection -> connection.protocol() + " " + connection.first())
                .collect(Collectors.toSet());
        for (Json flow : vanished(arguments)) {
            Json original = flow.get("original");
            String text =
                    flow.get("protocol").text() + " " + original.get("source").text() + ":"
                            + original.get("sourcePort").text() + " > "
                            + original.get("destination").text() + ":"
                            + original.get("destinationPort").text();
            assertFalse(left.contains(text), text);
        }
    }

    @ParameterizedTest
    @CsvSource({"docker0.pcap.gz", "eth1.pcap.gz"})
    void withoutTheNicNothingIsSaid(String other) throws IOException {
        Path sample = SAMPLES.resolve("first").resolve("no-answer");

        assertEquals(
                List.of(),
                vanished(List.of(
                        sample.resolve("c1.pcap.gz").toString(),
                        sample.resolve("docker0.pcap.gz").toString(),
                        "other=" + sample.resolve(other))));
    }

    @Test
    void theTableSaysBehindWhichPoint() throws IOException {
        String table =
                Run.of("analyze", SAMPLES.resolve("first/no-answer").toString()).out();

        assertTrue(
                table.contains("    ! not seen behind docker0: eth0 captured at that time and did not show it\n"),
                table);
    }
}
