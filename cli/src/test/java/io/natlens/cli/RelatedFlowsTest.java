package io.natlens.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** Flows name each other where the sample has a proxy or a tunnel, and nowhere else. */
final class RelatedFlowsTest {
    @TestFactory
    Stream<DynamicTest> onlyProxiesAndTunnelsRelateFlows() throws IOException {
        return Scenario.all().stream()
                .map(scenario -> DynamicTest.dynamicTest(scenario.name(), () -> assertRelations(scenario)));
    }

    private static void assertRelations(Scenario scenario) throws IOException {
        List<Json> flows = flows(scenario);
        Set<String> kinds = new TreeSet<>();
        Map<String, Json> byId = new HashMap<>();
        flows.forEach(flow -> byId.put(flow.get("id").text(), flow));
        for (Json flow : flows) {
            for (Json related : flow.get("relatedFlows").items()) {
                kinds.add(related.get("kind").text());
                assertNamesBack(named(byId, related), flow, related);
            }
        }
        assertEquals(flows.size(), byId.size());
        boolean proxied = scenario.folder().endsWith("userland-proxy");
        boolean tunnels = scenario.folder().endsWith("vxlan");
        assertEquals(proxied ? Set.of("proxied") : tunnels ? Set.of("tunnel") : Set.of(), kinds);
        if (proxied) {
            assertProxied(flows, byId);
        }
    }

    private static void assertNamesBack(Json other, Json flow, Json related) {
        String side =
                switch (related.get("side").text()) {
                    case "client" -> "server";
                    case "server" -> "client";
                    case "outer" -> "inner";
                    default -> "outer";
                };
        long naming = other.get("relatedFlows").items().stream()
                .filter(back -> back.get("flow").text().equals(flow.get("id").text()))
                .filter(back -> back.get("side").text().equals(side))
                .filter(back ->
                        back.get("kind").text().equals(related.get("kind").text()))
                .count();
        assertEquals(1, naming);
    }

    /** Each connection is one of a pair, of which the server's comes from the bridge's own address, a moment later. */
    private static void assertProxied(List<Json> flows, Map<String, Json> byId) {
        for (Json flow : flows) {
            assertEquals(1, flow.get("relatedFlows").items().size());
            Json related = flow.get("relatedFlows").items().get(0);
            Json other = named(byId, related);
            boolean isClient = related.get("side").text().equals("server");
            Json server = isClient ? other : flow;
            Json client = isClient ? flow : other;
            assertTrue(source(server).endsWith(".0.1"), source(server));
            assertFalse(source(client).endsWith("10.9.0.1") || source(client).endsWith("172.17.0.1"), source(client));
            assertTrue(firstSeen(client).compareTo(firstSeen(server)) < 0);
        }
    }

    private static Json named(Map<String, Json> byId, Json related) {
        return Objects.requireNonNull(byId.get(related.get("flow").text()));
    }

    private static String source(Json flow) {
        return flow.get("original").get("source").text();
    }

    private static String firstSeen(Json flow) {
        return flow.get("original").get("path").items().get(0).get("firstSeen").text();
    }

    private static List<Json> flows(Scenario scenario) throws IOException {
        String[] arguments = Stream.of(
                        Stream.of("analyze", "-f", "json"),
                        scenario.options().stream(),
                        scenario.captures().stream().map(Object::toString))
                .flatMap(part -> part)
                .toArray(String[]::new);
        return Json.parse(Run.of(arguments).out()).get("flows").items();
    }
}
