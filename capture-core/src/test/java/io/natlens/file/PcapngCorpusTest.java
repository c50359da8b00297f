package io.natlens.file;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.natlens.frame.CapturePoints;
import io.natlens.frame.Frame;
import io.natlens.frame.FrameSource;
import io.natlens.frame.LinkType;
import java.io.IOException;
import java.io.InputStream;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What tshark says of the frames of public test files is what we read of them. */
class PcapngCorpusTest {
    /** The files' numbers: basic 1 to 18, advanced 100 to 102, difficult 200 to 202. */
    static Stream<String> files() {
        List<String> files = new ArrayList<>();
        for (String order : List.of("le", "be")) {
            for (int number = 1; number <= 202; number++) {
                if (number <= 18 || (number >= 100 && number <= 102) || number >= 200) {
                    files.add(String.format(Locale.ROOT, "%s/test%03d.pcapng", order, number));
                }
            }
        }
        return files.stream();
    }

    @ParameterizedTest
    @MethodSource("files")
    void readsWhatTsharkReads(String file) throws IOException {
        List<String> expected = new ArrayList<>();
        for (String line : new String(resource("frames.tsv"), StandardCharsets.UTF_8)
                .lines()
                .toList()) {
            if (line.startsWith(file + "\t")) {
                expected.add(line.replace("\t\t", "\t0.000000000\t"));
            }
        }
        assertEquals(expected, frames(file));
    }

    @ParameterizedTest
    @MethodSource("files")
    void endsWithOneSentenceWhereverItIsCutOff(String file) throws IOException {
        byte[] whole = resource(file);
        int most = Captures.frames(whole).size();
        for (int length = 0; length < whole.length; length += 5) {
            List<String> problems = new ArrayList<>();
            byte[] part = Arrays.copyOf(whole, length);
            int frames = 0;
            try {
                frames = Captures.frames(Captures.open(part), problems).size();
            } catch (CaptureFormatException e) {
                problems.add(String.valueOf(e.getMessage()));
            }
            assertTrue(frames <= most && problems.size() <= 1, () -> "cut off: " + problems);
            assertTrue(problems.stream().allMatch(problem -> problem.startsWith("eth0.pcap: ")), problems::toString);
        }
    }

    private static List<String> frames(String file) throws IOException {
        List<String> lines = new ArrayList<>();
        Frame frame = new Frame();
        try (FrameSource source = Captures.open(resource(file), new CapturePoints())) {
            while (source.next(frame)) {
                lines.add(String.join(
                        "\t",
                        file,
                        seconds(frame.timeNanos()),
                        String.valueOf(frame.originalLength()),
                        String.valueOf(frame.capturedLength()),
                        encapsulation(frame.capturePoint().linkType()),
                        md5(frame)));
            }
        }
        return lines;
    }

    private static String seconds(long nanos) {
        return BigDecimal.valueOf(nanos, 9).toPlainString();
    }

    private static String encapsulation(LinkType linkType) {
        return linkType.equals(LinkType.EN10MB) ? "1" : linkType.equals(LinkType.NULL) ? "15" : linkType.toString();
    }

    private static String md5(Frame frame) {
        try {
            byte[] bytes = HexFormat.of().parseHex(Captures.seen(frame).bytes());
            return HexFormat.of().formatHex(MessageDigest.getInstance("MD5").digest(bytes));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    static byte[] resource(String name) throws IOException {
        try (InputStream in = PcapngCorpusTest.class.getResourceAsStream("pcapng/" + name)) {
            return Objects.requireNonNull(in, name).readAllBytes();
        }
    }
}
