package io.natlens.file;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.natlens.frame.CapturePoints;
import io.natlens.frame.Frame;
import io.natlens.frame.FrameSource;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CaptureFilesTest {
    /** The header of an Ethernet capture, and one frame of one byte. */
    private static final String HEADER = "d4c3b2a1 0200 0400 00000000 00000000 00000400 01000000";

    @TempDir
    private Path folder = Path.of("");

    private final CapturePoints points = new CapturePoints();
    private List<String> problems = List.of();

    private Path pcap(String name, int seconds) throws IOException {
        String record = String.format("%08x 00000000 01000000 01000000 aa", Integer.reverseBytes(seconds));
        return file(name, Captures.hex(HEADER + record));
    }

    private Path file(String name, byte[] bytes) throws IOException {
        Path file = folder.resolve(name);
        Files.createDirectories(file.getParent());
        return Files.write(file, bytes);
    }

    /** The capture points of the frames of these arguments, in the order of the frames. */
    private List<String> read(Object... arguments) {
        List<String> words = new ArrayList<>();
        for (Object argument : arguments) {
            words.add(argument.toString());
        }
        List<String> seen = new ArrayList<>();
        Frame frame = new Frame();
        try (MergedSource source = CaptureFiles.open(words, points, InputStream.nullInputStream())) {
            while (source.next(frame)) {
                seen.add(frame.capturePoint().name());
            }
            problems = source.problems();
        }
        return seen;
    }

    @ParameterizedTest
    @CsvSource({
        "eth0.pcap, eth0",
        "eth0.PCAPNG, eth0",
        "docker0.cap, docker0",
        "br-8fe0215332a8.dmp, br-8fe0215332a8",
        "eth0.pcap.gz, eth0",
        "eth0.pcapng.zst, eth0",
        "eth0.pcap3, eth0",
        "eth0.pcap03.xz, eth0",
        "eth0.lz4, eth0",
        "eth0.100, eth0.100",
        "eth0, eth0",
        "trace_00002_20261120212508.pcapng, trace",
        ".pcap, .pcap",
    })
    void namesAPointAsTheFileWithoutItsEndings(String file, String point) throws IOException {
        assertEquals(List.of(point), read(pcap(file, 1)));
        assertEquals(List.of(), problems);
    }

    @Test
    void aNameInFrontNamesThePoint() throws IOException {
        assertEquals(List.of("web:eth0"), read("web:eth0=" + pcap("a.pcap", 1)));
    }

    @Test
    void anEqualsSignInAFileNameIsNoName() throws IOException {
        assertEquals(List.of("a=b"), read(pcap("a=b.pcap", 1)));
    }

    @Test
    void filesOfOneNameInSeveralFoldersAreSeveralPoints() throws IOException {
        assertEquals(
                List.of("host1/eth0", "host2/eth0", "eth1", "host2/eth0"),
                read(
                        pcap("host1/eth0.pcap", 1),
                        pcap("host2/eth0.pcap", 2),
                        pcap("host2/eth1.pcap", 3),
                        pcap("host2/eth0.pcap1", 4)));
    }

    @Test
    void asManyFoldersStandInFrontAsTellThePointsApart() throws IOException {
        assertEquals(
                List.of("monday/a/eth0", "tuesday/a/eth0"),
                read(pcap("monday/a/eth0.pcap", 1), pcap("tuesday/a/eth0.pcap", 2)));
    }

    @Test
    void interfacesOfOneNameInFilesOfOneNameHaveTheFolderInFront() throws IOException {
        PcapngBytes capture = PcapngBytes.begun();
        capture.interfaceDescription(1, 0, capture.option(2, "eth0")).enhanced(0, 1, 1, "aa");
        Path one = file("host1/trace.pcapng", capture.bytes());
        Path two = file("host2/trace.pcapng", capture.bytes());
        assertEquals(List.of("host1/eth0", "host2/eth0"), read(one, two));
    }

    @Test
    void rotatedFilesAreOnePointInTheOrderOfTheirTimes() throws IOException {
        pcap("eth0.pcap", 30);
        pcap("eth0.pcap1", 10);
        pcap("eth0.pcap2", 20);
        try (MergedSource source =
                CaptureFiles.open(List.of(folder.toString()), points, InputStream.nullInputStream())) {
            Frame frame = new Frame();
            for (long seconds = 10; seconds <= 30; seconds += 10) {
                assertTrue(source.next(frame));
                assertEquals(seconds * 1_000_000_000, frame.timeNanos());
            }
            assertFalse(source.next(frame));
            assertEquals(1, points.all().size());
        }
    }

    @Test
    void aFolderStandsForAllCapturesInItAndBelow() throws IOException {
        pcap("b.pcap", 1);
        pcap("a.bin", 1);
        pcap("sub/c.pcap", 1);
        file("README.md", "# What happened".getBytes(StandardCharsets.UTF_8));
        file("truth.jsonl", "{}".getBytes(StandardCharsets.UTF_8));
        file("empty", new byte[0]);
        assertEquals(List.of("a.bin", "b", "c"), read(folder));
        assertEquals(List.of(), problems);
    }

    @Test
    void aNameBeforeAFolderStandsBeforeItsPoints() throws IOException {
        pcap("eth0.pcap", 1);
        pcap("eth1.pcap", 1);
        assertEquals(List.of("web:eth0", "web:eth1"), read("web=" + folder));
    }

    @Test
    void whatIsCalledACaptureInAFolderIsNotPassedOver() throws IOException {
        Path empty = file("a.pcap", new byte[0]);
        pcap("b.pcap", 1);
        assertEquals(List.of("b"), read(folder));
        assertEquals(
                List.of(empty + ": the file is empty, not pcap or pcapng (plain or by gzip, zstd, xz or lz4)"),
                problems);
    }

    @Test
    void aFolderWithoutCapturesIsAProblem() throws IOException {
        file("README", "text".getBytes(StandardCharsets.UTF_8));
        assertEquals(List.of(), read(folder));
        assertEquals(List.of(folder + ": no capture in this folder"), problems);
    }

    @Test
    void whatCannotBeReadIsAProblemAndTheOthersAreRead() throws IOException {
        Path text = file("notes.txt", "1. tcpdump -i eth0".getBytes(StandardCharsets.UTF_8));
        Path cutOff = file("cut.pcap", Captures.hex(HEADER + "00"));
        Path missing = folder.resolve("missing.pcap");
        assertEquals(List.of("good"), read(text, missing, cutOff, pcap("good.pcap", 1)));
        assertEquals(
                List.of(
                        text + ": this is text, begins with 31 2e 20 74 63 70 64 75, not pcap or pcapng (plain or by"
                                + " gzip, zstd, xz or lz4)",
                        missing + ": No such file or directory",
                        cutOff + ": packet 1 at byte 24: the record's header ends after 1 of 16 bytes"),
                problems);
    }

    @ParameterizedTest
    @CsvSource({
        "736e6f6f70000000 0000000200000004, this is a snoop capture",
        "6274736e6f6f7000 00000001000003ea, this is a btsnoop capture of Bluetooth",
        "474d4255 00020100 00000000 00000000, this is a Network Monitor 2 capture",
        "504b0304 14000000 00000000 00000000, this is a zip archive",
        "00010203 04050607 08090a0b 0c0d0e0f, begins with 00 01 02 03 04 05 06 07",
        "d4c3, begins with d4 c3",
    })
    void namesWhatIsNoCapture(String bytes, String what) {
        IOException e = assertThrows(IOException.class, () -> Captures.open(Captures.hex(bytes)));
        assertEquals("eth0.pcap: " + what + ", not pcap or pcapng (plain or by gzip, zstd, xz or lz4)", e.getMessage());
    }

    @Test
    void aDashIsStandardInput() throws IOException {
        InputStream in = new ByteArrayInputStream(Files.readAllBytes(pcap("a.pcap", 1)));
        try (MergedSource source = CaptureFiles.open(List.of("eth7=-"), points, in)) {
            assertTrue(source.next(new Frame()));
            assertEquals("standard input", source.name());
            assertEquals("eth7", points.all().get(0).name());
        }
    }

    @Test
    void moreFilesThanAreKeptOpenAreReadInTheOrderOfTheirTimes() throws IOException {
        int files = 200;
        for (int i = 0; i < files; i++) {
            pcap("p" + i + ".pcap", 1 + i * 7 % files);
        }
        try (MergedSource source =
                CaptureFiles.open(List.of(folder.toString()), points, InputStream.nullInputStream())) {
            Frame frame = new Frame();
            for (long seconds = 1; seconds <= files; seconds++) {
                assertTrue(source.next(frame));
                assertEquals(seconds * 1_000_000_000, frame.timeNanos());
            }
            assertFalse(source.next(frame));
            assertEquals(List.of(), source.problems());
        }
    }

    @Test
    void tellsHowMuchOfTheFilesHasBeenRead() throws IOException {
        List<String> files =
                List.of(pcap("a.pcap", 1).toString(), pcap("b.pcap", 2).toString());
        try (MergedSource source = CaptureFiles.open(files, points, InputStream.nullInputStream())) {
            assertEquals(2 * (24 + 17), source.size());
            Frame frame = new Frame();
            while (source.next(frame)) {
                assertTrue(source.bytesRead() <= source.size());
            }
            assertEquals(source.size(), source.bytesRead());
        }
    }

    @Test
    void opensOneFile() throws IOException {
        Path file = pcap("eth0.pcap", 1);
        try (FrameSource source = CaptureFiles.open(file, points)) {
            assertEquals(file.toString(), source.name());
            assertTrue(source.next(new Frame()));
        }
        IOException e = assertThrows(IOException.class, () -> CaptureFiles.open(folder, points));
        assertEquals(folder + ": Is a directory", e.getMessage());
    }
}
