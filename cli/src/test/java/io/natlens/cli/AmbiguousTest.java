package io.natlens.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Two containers send the same datagram from the same port, one right behind the other, and NAT gives both another port:
 * nothing in the captures says which is which.
 */
final class AmbiguousTest {
    private static final int LINKTYPE_RAW = 101;
    private static final byte[] PAYLOAD = "the same".getBytes(StandardCharsets.US_ASCII);
    private static final int PORT = 1111;

    private final Path folder;

    AmbiguousTest(@TempDir Path folder) {
        this.folder = folder;
    }

    @BeforeEach
    void capture() throws IOException {
        write("docker0", datagram(0, 64, 0xac110002, PORT), datagram(1, 64, 0xac110003, PORT));
        write("eth0", datagram(20, 63, 0x0a010008, 40001), datagram(21, 63, 0x0a010008, 40002));
    }

    @Test
    void theReportNamesBothAndClaimsNoTranslation() throws IOException {
        List<String> candidates = new ArrayList<>();
        for (Json flow : Json.parse(analyze("-f", "json")).get("flows").items()) {
            assertEquals(List.of(), flow.get("translation").items());
            Json diagnosis = flow.get("diagnoses").items().get(0);
            assertEquals("ambiguous", diagnosis.get("code").text());
            assertEquals("0", diagnosis.get("moreCandidates").text());
            StringBuilder both =
                    new StringBuilder(flow.get("original").get("source").text());
            for (Json candidate : diagnosis.get("candidates").items()) {
                both.append(' ').append(candidate.get("capturePoint").text());
                both.append(' ').append(candidate.get("source").text());
                both.append(' ').append(candidate.get("sourcePort").text());
                both.append(' ').append(candidate.get("packetsAlike").text());
            }
            candidates.add(both.toString());
        }
        candidates.sort(null);
        String inside = " docker0 172.17.0.2 1111 1 docker0 172.17.0.3 1111 1";
        String outside = " eth0 10.1.0.8 40001 1 eth0 10.1.0.8 40002 1";
        assertEquals(
                List.of("10.1.0.8" + inside, "10.1.0.8" + inside, "172.17.0.2" + outside, "172.17.0.3" + outside),
                candidates);
    }

    @Test
    void theExplanationOfTheMatchNamesBoth() {
        String explained = analyze("--explain-match", "1").replaceAll("\\s+", " ");

        assertTrue(explained.contains("10.1.0.8:40001 → 8.8.8.8:9 at eth0 (1 packet alike)"), explained);
        assertTrue(explained.contains("10.1.0.8:40002 → 8.8.8.8:9 at eth0 (1 packet alike)"), explained);
    }

    String analyze(String... options) {
        List<String> arguments = new ArrayList<>(List.of("analyze"));
        arguments.addAll(List.of(options));
        arguments.add(folder.resolve("docker0.pcap").toString());
        arguments.add(folder.resolve("eth0.pcap").toString());
        Run run = Run.of(arguments.toArray(String[]::new));
        assertEquals("", run.err());
        return run.out();
    }

    /** Writes a pcap of microseconds. */
    private void write(String point, byte[]... records) throws IOException {
        ByteBuffer header =
                ByteBuffer.allocate(24).putInt(0xa1b2c3d4).putShort((short) 2).putShort((short) 4);
        header.putInt(16, 65535).putInt(20, LINKTYPE_RAW);
        try (var out = Files.newOutputStream(folder.resolve(point + ".pcap"))) {
            out.write(header.array());
            for (byte[] record : records) {
                out.write(record);
            }
        }
    }

    /** A record: an IPv4 header without identification, since DF is set (RFC 6864), UDP to 8.8.8.8:9, the payload. */
    private static byte[] datagram(int micros, int ttl, int source, int sourcePort) {
        int udp = 8 + PAYLOAD.length;
        int ip = 20 + udp;
        ByteBuffer record = ByteBuffer.allocate(16 + ip);
        record.putInt(1_800_000_000).putInt(micros).putInt(ip).putInt(ip);
        record.putInt(0x4500_0000 | ip).putInt(0x4000).putInt(ttl << 24 | 17 << 16);
        record.putInt(source).putInt(0x08080808);
        record.putShort((short) sourcePort).putShort((short) 9).putShort((short) udp);
        record.putShort((short) 0).put(PAYLOAD);
        return record.array();
    }
}
