package io.natlens.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code natlens} on a host with a real Docker engine, which the lab beside the samples builds in namespaces. */
final class DockerIT {
    private static final String LAB = "../sample-pcaps/lab/lab";
    private static final ObjectMapper JSON = new ObjectMapper();

    /** Both tuples of a connection as conntrack prints them. */
    private static final Pattern TRACKED = Pattern.compile("^(tcp|udp|icmp) .*?"
            + "src=(\\S+) dst=(\\S+) (?:sport=(\\d+) dport=(\\d+)|type=\\d+ code=\\d+ id=(\\d+)) .*?"
            + "src=(\\S+) dst=(\\S+) (?:sport=(\\d+) dport=(\\d+)|type=\\d+ code=\\d+ id=(\\d+)) ");

    private static NamespaceProcesses processes;
    private static JsonNode lab;
    private static Path folder;

    @BeforeAll
    static void build(@TempDir Path temporary) throws Exception {
        folder = temporary;
        NamespaceProcesses made = new NamespaceProcesses(folder);
        made.requireRoot();
        processes = made;
        processes.run(Path.of(LAB).toRealPath() + " up");
        lab = JSON.readTree(processes.run(Path.of(LAB).toRealPath() + " status").out());
    }

    @AfterAll
    static void remove() throws Exception {
        if (processes != null) {
            processes.run(Path.of(LAB).toRealPath() + " down");
        }
    }

    private static String host() {
        return lab.get("hostNamespace").asText();
    }

    private static String container(String name) {
        return "/proc/" + lab.get("containers").get(name).get("pid").asInt() + "/ns/net";
    }

    private static NamespaceProcesses.Live natlens(String... arguments) throws Exception {
        return processes.natlens(
                host(), List.of("DOCKER_HOST=" + lab.get("dockerHost").asText()), arguments);
    }

    private static Run docker(String command) throws Exception {
        return processes.run("docker -H " + lab.get("dockerHost").asText() + " " + command);
    }

    /** From a container on docker0 by both NICs, from one on a bridge of its own, and from outside to a published port. */
    private static void makeTraffic() throws Exception {
        processes.in(container("c1"), "ping -q -c 3 -i 0.01 8.8.8.8");
        processes.in(container("c1"), "ping -q -c 3 -i 0.01 10.1.1.5");
        processes.in(container("s1"), "ping -q -c 3 -i 0.01 8.8.8.8");
        NamespaceProcesses.Live server =
                processes.start(container("web"), "timeout 20 busybox nc -l -p 80 -e /bin/echo hello");
        // a refused connection would be one more, of which connection tracking keeps no entry
        for (int tries = 0; tries < 500 && !isListening(); tries++) {
            Thread.sleep(10);
        }
        Run answer = processes.tryRun("nsenter --net=/run/netns/nl-wan timeout 10 busybox nc 10.1.0.8 8000");
        assertEquals("hello\n", answer.out());
        server.finish();
    }

    private static boolean isListening() throws Exception {
        return !processes.in(container("web"), "ss -Hltn sport = :80").out().isEmpty();
    }

    @Test
    void agreesWithConntrack() throws Exception {
        processes.in(host(), "conntrack -F");
        String report = folder.resolve("report.json").toString();
        NamespaceProcesses.Live natlens = natlens(
                "live",
                "-i",
                "docker0",
                "-i",
                "br-*",
                "-i",
                "eth0",
                "-i",
                "eth1",
                "-i",
                "container:web",
                "-i",
                "container:c1/eth0",
                "-o",
                report,
                "icmp or tcp");
        natlens.listens(6);
        makeTraffic();
        Set<String> tracked = tracked();
        Run run = natlens.terminate();

        assertEquals(0, run.status(), run.err());
        JsonNode flows = JSON.readTree(Files.readString(Path.of(report))).get("flows");
        Set<String> reported = new TreeSet<>();
        flows.forEach(flow -> reported.add(tuple(flow, "original") + " | " + tuple(flow, "reply")));
        assertTrue(tracked.size() >= 4, tracked::toString);
        assertEquals(tracked, reported);
        for (JsonNode flow : flows) {
            boolean toLan = flow.get("original").get("destination").asText().equals("10.1.1.5");
            boolean in = flow.get("translation").get(0).asText().equals("DNAT");
            JsonNode nic = flow.get("original").get(in ? "ingress" : "egress");
            assertEquals(toLan ? "eth1" : "eth0", nic.asText(), flow::toString);
        }
    }

    private static Set<String> tracked() throws Exception {
        Set<String> tracked = new TreeSet<>();
        processes.in(host(), "conntrack -L").out().lines().forEach(line -> {
            Matcher entry = TRACKED.matcher(line);
            if (entry.find() && !entry.group(1).equals("udp")) {
                tracked.add(tuple(entry, 2) + " | " + tuple(entry, 7));
            }
        });
        return tracked;
    }

    private static String tuple(Matcher entry, int first) {
        String ports = entry.group(first + 2) == null
                ? entry.group(first + 4)
                : entry.group(first + 2) + " " + entry.group(first + 3);
        return entry.group(1) + " " + entry.group(first) + " " + entry.group(first + 1) + " " + ports;
    }

    private static String tuple(JsonNode flow, String direction) {
        JsonNode tuple = flow.get(direction);
        String ports = tuple.has("identifier")
                ? tuple.get("identifier").asText()
                : tuple.get("sourcePort").asText() + " "
                        + tuple.get("destinationPort").asText();
        return flow.get("protocol").asText() + " " + tuple.get("source").asText() + " "
                + tuple.get("destination").asText() + " " + ports;
    }

    @Test
    void containersArePickedUpAndLetGo() throws Exception {
        int containers = 8;
        NamespaceProcesses.Live natlens = natlens("live", "--all-containers", "icmp");
        natlens.listens(containers);
        docker("run -d --name late natlens-lab:busybox sleep 1000");
        natlens.says("natlens: listening on late:eth0, ", 1);
        docker("kill late");
        natlens.says("natlens: late:eth0: The interface disappeared", 1);
        docker("rm late");
        processes.in(container("c1"), "ping -q -c 2 -i 0.01 8.8.8.8");
        Run run = natlens.terminate();

        assertEquals(0, run.status(), run.err());
        assertTrue(run.out().contains("172.17.0.2 → 8.8.8.8"), run.out());
    }

    @Test
    void aContainerThatCannotBeCapturedIsSaidWhy() throws Exception {
        Run none = natlens("capture", "-i", "container:nosuch", "-w", "x").finish();
        Run onHost = natlens("capture", "-i", "container:hnet", "-w", "x").finish();

        assertTrue(none.err().endsWith(": No such container: nosuch\n"), none.err());
        assertEquals(
                "natlens: container 'hnet' is on the host's network and has no interfaces of its own; name the host's\n",
                onHost.err());
    }

    @Test
    void theListOfInterfacesNamesContainersAndTheirBridges() throws Exception {
        Run run = natlens("interfaces", "--all-namespaces").finish();

        assertEquals(0, run.status(), run.err());
        assertTrue(
                run.out().lines().anyMatch(line -> line.matches("veth\\w+ +port +up +docker0 +web:eth0 .*")),
                run.out());
        assertTrue(
                run.out().lines().anyMatch(line -> line.matches("container:web/eth0 +container +up +- +veth.*")),
                run.out());
    }
}
