package io.natlens.cli;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Exported flows, as tshark and nfdump read them. */
final class IpfixIT {
    private static final String SAMPLE = "../sample-pcaps/published-port";

    private final Path folder;
    private final Path file;
    private final Processes processes;

    IpfixIT(@TempDir Path folder) {
        this.folder = folder;
        file = folder.resolve("flows.ipfix");
        processes = new Processes(folder);
    }

    private static Run export(String destination, String captures) {
        return Run.of("analyze", "-f", "csv", "--ipfix", destination, captures);
    }

    private List<String> tshark(String... fields) throws IOException, InterruptedException {
        Tool.require("tshark");
        String[] command = Stream.concat(
                        Stream.of("tshark", "-r", file.toString(), "-T", "fields", "-E", "aggregator=/s"),
                        Stream.of(fields).flatMap(field -> Stream.of("-e", field)))
                .toArray(String[]::new);
        return processes.run(command).out().lines().toList();
    }

    @Test
    void tsharkReadsBothFormsOfAFlowAndBothDirections() throws IOException, InterruptedException {
        assertEquals(0, export(file.toString(), SAMPLE).status());

        assertEquals(
                List.of("203.0.113.150 203.0.113.150 203.0.113.150\t192.0.2.1 192.0.2.1 192.0.2.1\t"
                        + "172.17.0.4 172.17.0.4 172.17.0.4\t80 80 80\t4 4 4"),
                tshark(
                        "cflow.srcaddr",
                        "cflow.dstaddr",
                        "cflow.post_natdestination_ipv4_address",
                        "cflow.post_naptdestination_transport_port",
                        "cflow.nat_event"));
        assertEquals(List.of("docker0 eth0 httpd"), tshark("cflow.if_name"));
        assertEquals(List.of(""), tshark("_ws.malformed"));
    }

    @Test
    void aFlowOfTwoFamiliesHasATemplateOfItsOwn() throws IOException, InterruptedException {
        Path captures = nat64();
        assertEquals(0, export(file.toString(), captures.toString()).status());

        assertEquals(
                List.of("1 2\t2001:db8::2 2001:db8::2\t64:ff9b::c633:6407 64:ff9b::c633:6407\t40001 40002\t"
                        + "192.0.2.1 192.0.2.1\t198.51.100.7 198.51.100.7\t1025 1026\t6 6"),
                tshark(
                        "cflow.flow_id",
                        "cflow.srcaddrv6",
                        "cflow.dstaddrv6",
                        "cflow.srcport",
                        "cflow.post_natsource_ipv4_address",
                        "cflow.post_natdestination_ipv4_address",
                        "cflow.post_naptsource_transport_port",
                        "cflow.nat_event"));
        assertEquals(List.of(""), tshark("_ws.malformed"));
    }

    private Path nat64() throws IOException {
        Path captures = Files.createDirectory(folder.resolve("nat64"));
        Nat64Capture.write(captures);
        return captures;
    }

    @Test
    void manyFlowsGoIntoManyMessagesWithNoneLost() throws IOException, InterruptedException {
        Run run = export(file.toString(), "../sample-pcaps/correlation/first/many-connections");

        long flows = run.out().lines().count() - 1;
        assertTrue(flows > 300, run.err());
        String ids = String.join(" ", tshark("cflow.flow_id"));
        assertEquals(flows, Stream.of(ids.split(" ", -1)).distinct().count());
        List<String> lengths = tshark("cflow.len");
        assertTrue(lengths.size() > 16, lengths.toString());
        lengths.forEach(length -> assertTrue(Integer.parseInt(length) <= 1400, length));
    }

    @Test
    void aTcpCollectorGetsWhatTheFileHas() throws Exception {
        assertEquals(0, export(file.toString(), SAMPLE).status());

        try (ServerSocket collector = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            CompletableFuture<byte[]> received = CompletableFuture.supplyAsync(() -> {
                try (Socket socket = collector.accept()) {
                    return socket.getInputStream().readAllBytes();
                } catch (IOException e) {
                    return new byte[0];
                }
            });
            assertEquals(
                    0,
                    export("tcp:127.0.0.1:" + collector.getLocalPort(), SAMPLE).status());

            assertArrayEquals(Files.readAllBytes(file), received.get());
        }
    }

    @Test
    void nfdumpReadsWhatItsCollectorGot() throws Exception {
        String flows = nfdump(SAMPLE, 3, "fmt:%pr %sa %sp %da %dp %nda %ndp %ipkt %opkt");

        assertTrue(flows.contains("TCP 203.0.113.150 64640 192.0.2.1 8000 172.17.0.4 80 5 5"), flows);
    }

    @Test
    void nfdumpReadsFlowsOfTwoFamilies() throws Exception {
        String flows = nfdump(nat64().toString(), 2, "fmt:%pr %sa %sp %dp %nsa %nsp %nda %ndp %ipkt %opkt");

        assertTrue(flows.contains("TCP 2001:db8::2 40001 443 192.0.2.1 1025 198.51.100.7 443 2 1"), flows);
        assertTrue(flows.contains("TCP 2001:db8::2 40002 443 192.0.2.1 1026 198.51.100.7 443 2 1"), flows);
    }

    /** What nfdump shows in this form of what nfcapd was sent. */
    private String nfdump(String captures, int count, String form) throws Exception {
        Tool.require("nfcapd");
        int port;
        try (DatagramSocket free = new DatagramSocket(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0))) {
            port = free.getLocalPort();
        }
        Path flows = Files.createDirectory(folder.resolve("flows"));
        Process nfcapd = new ProcessBuilder(
                        "nfcapd", "-l", flows.toString(), "-b", "127.0.0.1", "-p", Integer.toString(port))
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("nfcapd.log").toFile())
                .start();
        await("Startup");
        assertEquals(0, export("udp:127.0.0.1:" + port, captures).status());
        await("New ipfix exporter");
        nfcapd.destroy();
        nfcapd.waitFor();

        String log = Files.readString(folder.resolve("nfcapd.log"));
        assertTrue(log.contains("Flows: " + count + ", ") && log.contains("Sequence Errors: 0, Bad Packets: 0"), log);
        Run run = processes.run("nfdump", "-q", "-R", flows.toString(), "-o", form);
        return run.out().replaceAll(" +", " ");
    }

    /** Waits until the collector has said this. */
    private void await(String words) throws IOException, InterruptedException {
        for (int i = 0; i < 200; i++) {
            if (Files.readString(folder.resolve("nfcapd.log")).contains(words)) {
                return;
            }
            Thread.sleep(50);
        }
        throw new AssertionError(Files.readString(folder.resolve("nfcapd.log")));
    }

    @Test
    void aCollectorThatIsNotThereIsNamed() throws IOException {
        int port;
        try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            port = free.getLocalPort();
        }

        Run run = export("tcp:127.0.0.1:" + port, SAMPLE);

        assertEquals(1, run.status());
        assertEquals("natlens: tcp:127.0.0.1:" + port + ": Connection refused\n", run.err());
    }

    @ParameterizedTest
    @ValueSource(strings = {"udp:", "udp:4739", "tcp:localhost:", "tcp::4739", "udp:localhost:70000", "tcp:h:x"})
    void whatIsNoDestinationIsMisuse(String destination) {
        Run run = export(destination, SAMPLE);

        assertEquals(2, run.status());
        assertTrue(run.err().contains("is not udp:HOST:PORT or tcp:HOST:PORT"), run.err());
    }
}
