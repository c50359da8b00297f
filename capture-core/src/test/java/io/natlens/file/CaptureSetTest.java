package io.natlens.file;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.natlens.frame.CapturePoint;
import io.natlens.frame.CapturePoints;
import io.natlens.frame.Frame;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class CaptureSetTest {
    private static final String PCAP =
            "d4c3b2a1 0200 0400 00000000 00000000 00000400 01000000" + "00000000 00000000 01000000 01000000 ";

    @TempDir
    private Path folder = Path.of("");

    private int packets;

    private final CapturePoints points = new CapturePoints();

    /** Another packet at each call. */
    private byte[] onePacket() {
        return Captures.hex(PCAP + String.format("%02x", ++packets));
    }

    private String pcap(String name) throws IOException {
        return Files.write(folder.resolve(name), onePacket()).toString();
    }

    private String pcapng(String name) throws IOException {
        byte[] bytes = PcapngBytes.begun()
                .interfaceDescription(1, 0)
                .enhanced(0, 1, 1, "aa")
                .bytes();
        return Files.write(folder.resolve(name), bytes).toString();
    }

    /** The capture points that each source's frames have. */
    private List<List<String>> read(InputStream standardInput, String... arguments) {
        List<List<String>> all = new ArrayList<>();
        try (CaptureSet set = CaptureFiles.openEach(List.of(arguments), points, standardInput)) {
            for (MergedSource source : set.sources()) {
                List<String> seen = new ArrayList<>();
                Frame frame = new Frame();
                while (source.next(frame)) {
                    seen.add(frame.capturePoint().name());
                }
                all.add(seen);
            }
        }
        return all;
    }

    private List<List<String>> read(String... arguments) {
        return read(InputStream.nullInputStream(), arguments);
    }

    @Test
    void eachCaptureIsASourceOfItsOwn() throws IOException {
        assertEquals(
                List.of(List.of("docker0"), List.of("eth0"), List.of("eth1")),
                read(pcap("docker0.pcap"), pcap("eth0.pcap"), pcap("eth1.pcap")));
    }

    @Test
    void filesOfOnePointAreOneSource() throws IOException {
        assertEquals(
                List.of(List.of("eth0", "eth0", "eth0"), List.of("eth1")),
                read(
                        new ByteArrayInputStream(onePacket()),
                        pcap("eth0.pcap0"),
                        pcap("eth1.pcap"),
                        pcap("eth0.pcap1"),
                        "eth0=-"));
    }

    @Test
    void pcapngFilesOfOneFolderAreOneSourceSinceTheyMayNameTheSameInterfaces() throws IOException {
        assertEquals(
                List.of(List.of("a", "b"), List.of("c")), read(pcapng("a.pcapng"), pcap("c.pcap"), pcapng("b.pcapng")));
    }

    @Test
    void aPcapOfAnInterfaceIsOneSourceWithAPcapngThatNamesIt() throws IOException {
        PcapngBytes bytes = PcapngBytes.begun();
        bytes.interfaceDescription(1, 0, bytes.option(2, "docker0".getBytes(UTF_8)))
                .interfaceDescription(1, 0, bytes.option(2, "eth0".getBytes(UTF_8)))
                .enhanced(1, 1, 1, "aa");
        String multi =
                Files.write(folder.resolve("multi.pcapng"), bytes.bytes()).toString();

        assertEquals(
                List.of(List.of("eth1"), List.of("eth0", "eth0")), read(pcap("eth1.pcap"), pcap("eth0.pcap"), multi));
    }

    @Test
    void manyCapturesShareAFewSourcesInTheOrderInWhichTheyWereGiven() throws IOException {
        List<String> arguments = new ArrayList<>();
        for (int i = 0; i < 20; i++) {
            arguments.add(pcap("eth" + i + ".pcap"));
        }
        List<List<String>> sources = read(arguments.toArray(String[]::new));
        assertEquals(CaptureSet.MOST_SOURCES, sources.size());
        List<String> named = points.all().stream().map(CapturePoint::name).toList();
        assertEquals(named, sources.stream().flatMap(List::stream).toList());
        assertEquals("eth19", named.get(19));
    }

    @Test
    void problemsOfAllSourcesAreTold() throws IOException {
        String missing = folder.resolve("eth1.pcap").toString();
        try (CaptureSet set =
                CaptureFiles.openEach(List.of(pcap("eth0.pcap"), missing), points, InputStream.nullInputStream())) {
            assertEquals(List.of(missing + ": No such file or directory"), set.problems());
            assertEquals(Files.size(folder.resolve("eth0.pcap")), set.size());
        }
    }
}
