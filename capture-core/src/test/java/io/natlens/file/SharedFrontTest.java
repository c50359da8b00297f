package io.natlens.file;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.natlens.frame.CapturePoint;
import io.natlens.frame.CapturePoints;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class SharedFrontTest {
    private static final byte[] EMPTY = Captures.hex("d4c3b2a1 0200 0400 00000000 00000000 00000400 01000000");

    @TempDir
    private Path folder = Path.of("");

    /** The names of the capture points of these files, all of the first format. */
    private List<String> names(String... arguments) throws IOException {
        List<String> paths = new ArrayList<>();
        for (String argument : arguments) {
            int equals = argument.indexOf('=');
            Path file = folder.resolve(argument.substring(equals + 1));
            Files.createDirectories(file.getParent());
            Files.write(file, EMPTY);
            paths.add(argument.substring(0, equals + 1) + file);
        }
        CapturePoints points = new CapturePoints();
        CaptureFiles.open(paths, points, InputStream.nullInputStream()).close();
        return points.all().stream().map(CapturePoint::name).toList();
    }

    @ParameterizedTest
    @CsvSource({
        "run7.docker0.pcap, run7.eth0.pcap, docker0, eth0",
        "run7.docker0.pcap.gz, run7.eth0.pcap0, docker0, eth0",
        "a.b.br-1.pcap, a.b.eth1.pcap, br-1, eth1",
        "a.eth0.100.pcap, a.eth0.200.pcap, eth0.100, eth0.200",
        "eth0.100.pcap, eth0.200.pcap, eth0.100, eth0.200",
        "trace.1.pcap, trace.2.pcap, trace.1, trace.2",
        "run7.eth0.pcap, run8.eth1.pcap, run7.eth0, run8.eth1",
        "run7.eth0.pcap, run7.pcap, run7.eth0, run7",
        "run7.web.pcap, run7.eth0.pcap, web, eth0",
    })
    void namesInterfacesWithoutWhatAllFilesHaveInFront(String one, String two, String point, String other)
            throws IOException {
        assertEquals(List.of(point, other), names(one, two));
    }

    @Test
    void oneFileAloneKeepsItsName() throws IOException {
        assertEquals(List.of("run7.eth0"), names("run7.eth0.pcap"));
    }

    @Test
    void theFilesOfOneRotationKeepTheirName() throws IOException {
        assertEquals(List.of("run7.eth0"), names("run7.eth0.pcap", "run7.eth0.pcap1"));
    }

    @Test
    void aGivenNameStaysAsItIs() throws IOException {
        assertEquals(
                List.of("run7.lan", "docker0", "eth0"),
                names("run7.lan=run7.eth1.pcap", "run7.docker0.pcap", "run7.eth0.pcap"));
    }

    @Test
    void foldersTellApartWhatIsThenCalledAlike() throws IOException {
        assertEquals(
                List.of("a/docker0", "a/eth0", "b/docker0", "b/eth0"),
                names("a/x.docker0.pcap", "a/x.eth0.pcap", "b/y.docker0.pcap", "b/y.eth0.pcap"));
    }
}
