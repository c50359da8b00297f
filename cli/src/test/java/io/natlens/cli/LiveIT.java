package io.natlens.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code natlens live} as a process, on a host with NAT in network namespaces. */
final class LiveIT {
    private static final ObjectMapper JSON = new ObjectMapper();
    /** With one identifier for all, as a ping that goes on has. */
    private static final String PING = "ping -q -i 0.01 -e 77 ";

    private static LiveWorld world;

    private Path folder;

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

    @BeforeEach
    void makeFolder() throws Exception {
        folder = Files.createTempDirectory(world.folder, "live");
    }

    private static void ping(String from, String to) throws Exception {
        world.in(from, "ping -q -i 0.01 -c 3 " + to);
    }

    @Test
    void tellsAFlowWhileItLives() throws Exception {
        NamespaceProcesses.Live natlens = world.natlens("live", "-i", "br-t", "-i", "eth0", "icmp");
        natlens.listens(2);
        ping(world.inside, "10.99.0.2");
        Run run = natlens.terminate();

        assertEquals(0, run.status(), run.err());
        List<String> events = new ArrayList<>();
        run.out().lines().forEach(line -> events.add(line.replaceAll("^\\S+ \\S+ +| id \\d+|  → 3 .*$", "")));
        String flow = "  #1  icmp  172.29.0.2 → 10.99.0.2";
        assertEquals(
                List.of(
                        "seen      " + flow,
                        "translated" + flow + "  SNAT to 10.99.0.1, out by eth0",
                        "egress    " + flow + "  SNAT to 10.99.0.1, out by eth0",
                        "ended     " + flow + "  SNAT to 10.99.0.1, out by eth0"),
                events);
        assertTrue(run.out().contains("  → 3 pkts 294 B  ← 3 pkts 294 B  "), run.out());
    }

    @Test
    void whatItWritesAndReportsIsWhatAnalyzeSaysOfIt() throws Exception {
        String report = folder.resolve("report.json").toString();
        String capture = folder.resolve("capture.pcapng").toString();
        NamespaceProcesses.Live natlens =
                world.natlens("live", "-i", "br-t", "-i", "eth0", "-o", report, "-w", capture, "icmp");
        natlens.listens(2);
        ping(world.inside, "10.99.0.2");
        ping(world.outside, "10.99.0.1");
        assertEquals(0, natlens.terminate().status());

        JsonNode live = JSON.readTree(Files.readString(Path.of(report)));
        JsonNode later = JSON.readTree(Run.of("analyze", "-f", "json", capture).out());
        assertEquals(2, later.get("flows").size());
        assertEquals(later.get("flows"), live.get("flows"));
        assertEquals(later.get("capturePoints"), live.get("capturePoints"));
        assertEquals(0, live.get("capturePoints").get(0).get("dropped").asInt(-1));
    }

    @Test
    void followNatKeepsTheOtherFormOfWhatTheFilterNames() throws Exception {
        NamespaceProcesses.Live natlens = world.natlens(
                "live", "-i", "br-t", "-i", "eth0", "-f", "jsonl", "--follow-nat", "host 172.29.0.2 and icmp");
        natlens.listens(2);
        ping(world.outside, "10.99.0.1");
        ping(world.inside, "10.99.0.2");
        Run run = natlens.terminate();

        List<String> lines = run.out().lines().toList();
        assertEquals("{\"format\":\"natlens-events\",\"version\":1}", lines.get(0));
        JsonNode last = JSON.readTree(lines.get(lines.size() - 1));
        assertEquals("ended", last.get("event").asText());
        JsonNode path = last.get("flow").get("original").get("path");
        assertEquals("10.99.0.1", path.get(1).get("source").asText());
        assertEquals(
                1,
                lines.stream()
                        .filter(line -> line.contains("\"event\":\"ended\""))
                        .count(),
                run.out());
    }

    @Test
    void endsAfterItsTime() throws Exception {
        Run run = world.natlens("live", "-i", "lo", "--duration", "1").finish();

        assertEquals(0, run.status(), run.err());
        assertEquals("", run.out());
    }

    /** The kernel forgets the first translation: told to here, else when a NIC goes down or an address is taken away. */
    @Test
    void aPingThatIsMasqueradedAnewAtAnotherNicIsTwoConnections() throws Exception {
        world.addUplink("eth1", "10.98.0");
        NamespaceProcesses.Live natlens = pingedBeforeTheRouteChanges("192.0.2.1", "eth1", "10.98.0.2");
        world.in(world.inside, PING + "192.0.2.1 -c 4");
        Run run = natlens.terminate();

        assertEquals(0, run.status(), run.err());
        assertEquals(
                "SNAT to 10.99.0.1, out by eth0  → 3 pkts 294 B  ← 3 pkts 294 B"
                        + "; SNAT to 10.98.0.1, out by eth1  → 4 pkts 392 B  ← 4 pkts 392 B",
                ended(run));
    }

    /** The new NIC's first packets wait for its neighbour's address: the bridge has seen all of them by then. */
    @Test
    void aBurstThatWaitsAtTheNewNicIsCountedOnItsConnection() throws Exception {
        world.addUplink("eth2", "10.97.0");
        String neighbour = "02:00:0a:61:00:02";
        world.run("ip -n " + world.outside + " link set eth2 address " + neighbour + " arp off");
        NamespaceProcesses.Live natlens = pingedBeforeTheRouteChanges("192.0.2.2", "eth2", "10.97.0.2");
        world.start(world.inside, PING + "192.0.2.2 -c 4 -W 0.1").finish();
        world.run("ip -n " + world.outside + " link set eth2 arp on");
        world.run("ip -n " + world.host + " neighbour replace 10.97.0.2 lladdr " + neighbour + " dev eth2");
        world.in(world.inside, PING + "192.0.2.2 -c 1");
        Run run = natlens.terminate();

        assertEquals(0, run.status(), run.err());
        assertEquals(
                "SNAT to 10.99.0.1, out by eth0  → 3 pkts 294 B  ← 3 pkts 294 B"
                        + "; SNAT to 10.97.0.1, out by eth2  → 5 pkts 490 B  ← 5 pkts 490 B",
                ended(run));
    }

    /** Starts natlens, pings by eth0, and has the route lead elsewhere and the kernel forget the connection. */
    private static NamespaceProcesses.Live pingedBeforeTheRouteChanges(String target, String link, String router)
            throws Exception {
        world.run("ip -n " + world.outside + " address add " + target + "/32 dev lo");
        world.run("ip -n " + world.host + " route add " + target + " via 10.99.0.2");
        NamespaceProcesses.Live natlens = world.natlens("live", "-i", "br-t", "-i", "eth0", "-i", link, "icmp");
        natlens.listens(3);
        world.in(world.inside, PING + target + " -c 3");
        world.run("ip -n " + world.host + " route replace " + target + " via " + router);
        world.in(world.host, "conntrack -D -p icmp --orig-dst " + target);
        return natlens;
    }

    /** What became of the flows, and what was counted. */
    private static String ended(Run run) {
        return run.out()
                .lines()
                .filter(line -> line.contains(" ended "))
                .map(line -> line.replaceAll("^.* → 192\\.0\\.2\\.\\d( id \\d+)?  |  [\\d.]+ .?s$", ""))
                .collect(Collectors.joining("; "));
    }

    @Test
    void followsAFlowAmongHundredsOfInterfaces() throws Exception {
        StringBuilder links = new StringBuilder();
        for (int link = 0; link < 140; link++) {
            links.append("link add many%da group 7 type veth peer name many%db\n".formatted(link, link));
            links.append("link set many%da up\nlink set many%db up\n".formatted(link, link));
        }
        Path batch = Files.writeString(folder.resolve("links"), links);
        world.run("ip -n " + world.host + " -batch " + batch);
        NamespaceProcesses.Live natlens = world.natlens("live", "-i", "many*", "-i", "br-t", "-i", "eth0", "icmp");
        natlens.listens(282);
        ping(world.inside, "10.99.0.2");
        Run run = natlens.terminate();
        world.run("ip -n " + world.host + " link delete group 7");

        assertEquals(0, run.status(), run.err());
        assertTrue(run.out().contains("SNAT to 10.99.0.1, out by eth0  → 3 pkts 294 B  ← 3 pkts 294 B"), run.out());
    }

    @Test
    void interfacesOfAPatternArePickedUpAndLetGo() throws Exception {
        NamespaceProcesses.Live natlens = world.natlens("live", "-i", "hot*", "-i", "br-t", "-f", "lines", "icmp");
        natlens.listens(1);
        world.run("ip -n " + world.host + " link add hot0 type veth peer name cold0");
        world.run("ip -n " + world.host + " link set hot0 up");
        natlens.says("natlens: listening on hot0, link-type EN10MB", 1);
        world.run("ip -n " + world.host + " link delete hot0");
        natlens.says("natlens: hot0: The interface disappeared", 1);
        ping(world.inside, "10.99.0.2");
        Run run = natlens.terminate();

        assertEquals(0, run.status(), run.err());
        assertTrue(run.out().contains("172.29.0.2 → 10.99.0.2"), run.out());
    }
}
