package io.natlens.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code natlens interfaces} on a host in network namespaces. */
final class InterfacesIT {
    private static LiveWorld world;

    @BeforeAll
    static void build(@TempDir Path folder) throws Exception {
        world = LiveWorld.build(folder);
    }

    @AfterAll
    static void remove() throws Exception {
        if (world != null) {
            world.close();
        }
    }

    private static ObjectNode list(String... options) throws Exception {
        String[] arguments = new String[options.length + 3];
        arguments[0] = "interfaces";
        arguments[1] = "-f";
        arguments[2] = "json";
        System.arraycopy(options, 0, arguments, 3, options.length);
        Run run = world.natlens(arguments).finish();
        assertEquals(0, run.status(), run.err());
        ObjectMapper json = new ObjectMapper();
        ObjectNode byName = json.createObjectNode();
        json.readTree(run.out())
                .forEach(each -> byName.set(each.get("interface").asText(), each));
        return byName;
    }

    @Test
    void tellsWhatTheInterfacesOfTheHostAre() throws Exception {
        ObjectNode interfaces = list();

        List<String> names = new ArrayList<>();
        interfaces.fieldNames().forEachRemaining(names::add);
        assertEquals(List.of("lo", "br-t", "vetha", "eth0"), names);
        JsonNode port = interfaces.get("vetha");
        assertEquals("port", port.get("role").asText());
        assertEquals("br-t", port.get("bridge").asText());
        assertEquals(world.inside + ":eth0", port.get("peer").asText());
        assertEquals("bridge", interfaces.get("br-t").get("role").asText());
        assertEquals(
                "172.29.0.1/24", interfaces.get("br-t").get("addresses").get(0).asText());
        assertEquals("nic", interfaces.get("eth0").get("role").asText());
        assertEquals("up", interfaces.get("eth0").get("state").asText());
        assertEquals("loopback", interfaces.get("lo").get("role").asText());
    }

    @Test
    void tellsThoseOfOtherNamespacesByTheNameThatCaptureTakes() throws Exception {
        JsonNode there = list("--all-namespaces").get("netns:" + world.inside + "/eth0");

        assertEquals("container", there.get("role").asText());
        assertEquals(world.inside + ":eth0", there.get("capturePoint").asText());
        assertEquals("vetha", there.get("peer").asText());
        Run run = world.natlens("capture", "-i", there.get("interface").asText(), "-c", "1", "-w", "-", "tcp port 1")
                .listens(1)
                .terminate();
        assertEquals(0, run.status(), run.err());
    }

    @Test
    void theTableHasALineForEach() throws Exception {
        Run run = world.natlens("interfaces").finish();

        assertEquals(5, run.out().lines().count(), run.out());
        assertTrue(run.out().lines().anyMatch(line -> line.startsWith("br-t       bridge    up ")), run.out());
    }
}
