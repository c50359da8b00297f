package io.natlens.decode;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.natlens.frame.CapturePoint;
import io.natlens.frame.CapturePoints;
import io.natlens.frame.Frame;
import io.natlens.frame.LinkType;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** Whatever the bytes are, a frame is decoded, printed as a line and as a tree, and nothing is thrown. */
class CorruptionTest {
    private static final List<LineOptions> OPTIONS = List.of(
            options(false, LineOptions.Dump.NONE, false),
            options(true, LineOptions.Dump.HEX_ASCII, false),
            options(true, LineOptions.Dump.NONE, true));

    private final FrameDecoder decoder = new FrameDecoder(64);
    private final List<LinePrinter> printers =
            OPTIONS.stream().map(LinePrinter::new).toList();
    private final Observation outer = new Observation();
    private final Observation inner = new Observation();
    private final StringBuilder out = new StringBuilder();

    private static LineOptions options(boolean link, LineOptions.Dump dump, boolean verbose) {
        return new LineOptions(LineOptions.Time.OF_DAY, ZoneOffset.UTC, false, link, dump, false, verbose, false);
    }

    /** The buffer ends with the frame, so that a read beyond it is an exception. */
    private void check(CapturePoint point, byte[] bytes, int original) {
        Frame frame = new Frame().set(point, 1, 0, ByteBuffer.wrap(bytes), 0, bytes.length, original);
        decoder.decode(frame, outer);
        if (outer.innerOffset() != 0) {
            assertTrue(outer.innerOffset() < bytes.length);
            decoder.decodeInner(frame, outer, inner);
        }
        for (LinePrinter printer : printers) {
            out.setLength(0);
            printer.print(frame, out);
            assertEquals('\n', out.charAt(out.length() - 1));
        }
        out.setLength(0);
        TreePrinter.print(frame, out);
        assertTrue(out.toString().endsWith("\n\n"));
    }

    @TestFactory
    List<DynamicTest> cutAtEveryLengthAndCorrupted() throws IOException {
        try (Stream<Path> files = Files.list(Frames.capture("README.md").resolveSibling(""))) {
            return files.filter(file -> file.toString().endsWith(".pcap"))
                    .sorted()
                    .map(file -> DynamicTest.dynamicTest(file.getFileName().toString(), () -> check(file)))
                    .toList();
        }
    }

    private void check(Path file) throws IOException {
        Random random = new Random(file.getFileName().toString().hashCode());
        List<Frame> frames = Frames.read(file);
        for (Frame frame : frames.subList(0, Math.min(frames.size(), 60))) {
            byte[] bytes = frame.buffer().array();
            for (int length = 0; length <= Math.min(bytes.length, 160); length++) {
                check(frame.capturePoint(), Arrays.copyOf(bytes, length), bytes.length);
            }
            for (int i = 0; i < 60; i++) {
                check(frame.capturePoint(), corrupted(bytes, random), bytes.length);
            }
        }
    }

    private static byte[] corrupted(byte[] bytes, Random random) {
        byte[] corrupted = Arrays.copyOf(bytes, random.nextInt(bytes.length + 1));
        int changes = 1 + random.nextInt(4);
        for (int i = 0; i < changes && corrupted.length > 0; i++) {
            int near = Math.min(corrupted.length, 80);
            corrupted[random.nextInt(near)] = (byte) random.nextInt(256);
        }
        return corrupted;
    }

    @Test
    void noise() {
        Random random = new Random(8);
        for (int linkType : new int[] {0, 1, 12, 101, 108, 113, 228, 229, 276, 147}) {
            CapturePoint point = new CapturePoints().named("noise", new LinkType(linkType), 0, "");
            for (int i = 0; i < 2_000; i++) {
                byte[] bytes = new byte[random.nextInt(120)];
                random.nextBytes(bytes);
                check(point, bytes, random.nextInt(200));
            }
        }
    }

    @Test
    void packetsInPacketsWithoutEnd() {
        CapturePoint point = new CapturePoints().named("deep", LinkType.RAW, 0, "");
        byte[] header = Frames.bytes("45000000000000004004000001020304050607 08");
        byte[] bytes = new byte[60_000];
        for (int at = 0; at < bytes.length; at += header.length) {
            System.arraycopy(header, 0, bytes, at, header.length);
            int rest = bytes.length - at;
            bytes[at + 2] = (byte) (rest >>> 8);
            bytes[at + 3] = (byte) rest;
        }
        check(point, bytes, bytes.length);
    }
}
