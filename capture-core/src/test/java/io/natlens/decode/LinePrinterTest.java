package io.natlens.decode;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.natlens.decode.LineOptions.Dump;
import io.natlens.decode.LineOptions.Time;
import io.natlens.frame.Frame;
import io.natlens.frame.LinkType;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** What is printed of a capture is what tcpdump prints of it, to the byte. */
class LinePrinterTest {
    private static final LineOptions PLAIN = options(Time.NONE, false, Dump.NONE, false, false, false);

    private static LineOptions options(
            Time time, boolean link, Dump dump, boolean absolute, boolean verbose, boolean quiet) {
        return new LineOptions(time, ZoneOffset.UTC, false, link, dump, absolute, verbose, quiet);
    }

    private static LineOptions optionsOf(String ending) {
        return switch (ending) {
            case "plain" -> PLAIN;
            case "link" -> options(Time.WITH_DATE, true, Dump.HEX_ASCII_AND_LINK, true, false, false);
            case "quiet" -> options(Time.SINCE_PREVIOUS, false, Dump.HEX, false, false, true);
            case "verbose" -> options(Time.EPOCH, false, Dump.NONE, false, true, false);
            case "ascii" -> options(Time.NONE, false, Dump.ASCII, false, false, false);
            default -> throw new IllegalArgumentException(ending);
        };
    }

    private static String print(LineOptions options, List<Frame> frames) {
        LinePrinter printer = new LinePrinter(options);
        StringBuilder out = new StringBuilder();
        for (Frame frame : frames) {
            printer.print(frame, out);
        }
        return out.toString();
    }

    @TestFactory
    List<DynamicTest> printsWhatTcpdumpPrints() throws IOException {
        Path folder = Frames.capture("README.md").resolveSibling("");
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(file -> file.toString().matches(".*\\.(plain|link|quiet|verbose|ascii)"))
                    .sorted()
                    .map(file -> DynamicTest.dynamicTest(file.getFileName().toString(), () -> check(file)))
                    .toList();
        }
    }

    private static void check(Path expected) throws IOException {
        String name = expected.getFileName().toString();
        int dot = name.lastIndexOf('.');
        List<Frame> frames = Frames.read(expected.resolveSibling(name.substring(0, dot) + ".pcap"));
        String printed = print(optionsOf(name.substring(dot + 1)), frames);
        assertEquals(Files.readString(expected, StandardCharsets.ISO_8859_1), printed);
    }

    @Test
    void whomPapAndChapNameIsNotPrinted() {
        String pppoe = "020000000002 020000000001 8864 1100 0055 000c ";
        String pap = print(PLAIN, List.of(Frames.of(LinkType.EN10MB, pppoe + "c023 0103000a 026d65 027077")));
        String chap = print(PLAIN, List.of(Frames.of(LinkType.EN10MB, pppoe + "c223 0203000a 0461626364 7a")));
        assertTrue(pap.endsWith("PPPoE  [ses 0x55] PAP, Auth-Req (0x01), id 3\n"), pap);
        assertTrue(chap.endsWith("PPPoE  [ses 0x55] CHAP, Response (0x02), id 3\n"), chap);
    }

    @Test
    void timesInFrontAreThoseOfTcpdump() throws IOException {
        List<Frame> frames = Frames.read(Frames.capture("tcp-handshake-nano.pcap"));
        ZoneId tokyo = ZoneId.of("Asia/Tokyo");
        String utc = timeOf(frames, Time.WITH_DATE, ZoneOffset.UTC, 0);
        String there = timeOf(frames, Time.WITH_DATE, tokyo, 0);
        int hours = Integer.parseInt(there.substring(11, 13)) - Integer.parseInt(utc.substring(11, 13));
        assertEquals(9, Math.floorMod(hours, 24));
        assertEquals(utc.substring(11), timeOf(frames, Time.OF_DAY, ZoneOffset.UTC, 0));
        assertEquals(" 00:00:00.000000", timeOf(frames, Time.SINCE_FIRST, ZoneOffset.UTC, 0));
    }

    private static String timeOf(List<Frame> frames, Time time, ZoneId zone, int index) {
        LineOptions options = new LineOptions(time, zone, false, false, Dump.NONE, false, false, false);
        String line = print(options, frames).split("\n", -1)[index];
        return line.substring(0, line.indexOf(" IP "));
    }

    @Test
    void nanosecondsHaveNineDigits() throws IOException {
        List<Frame> frames = Frames.read(Frames.capture("tcp-handshake-nano.pcap"));
        LineOptions options = new LineOptions(Time.EPOCH, ZoneOffset.UTC, true, false, Dump.NONE, false, false, false);
        long nanos = frames.get(0).timeNanos();
        String expected = nanos / 1_000_000_000L + "." + "%09d".formatted(nanos % 1_000_000_000L) + " IP ";
        assertEquals(expected, print(options, frames).substring(0, expected.length()));
    }
}
