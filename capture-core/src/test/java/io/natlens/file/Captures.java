package io.natlens.file;

import io.natlens.frame.CapturePoints;
import io.natlens.frame.Frame;
import io.natlens.frame.FrameSource;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;

/** Captures as bytes, and what is read of them. */
final class Captures {
    /** What a test compares of a frame. */
    record Seen(String point, long number, long timeNanos, int originalLength, String bytes) {}

    private static final BufferPool POOL = new BufferPool();

    private Captures() {}

    /** Bytes from hexadecimal digits; blanks are ignored, and what follows a # in a line. */
    static byte[] hex(String text) {
        return HexFormat.of().parseHex(text.replaceAll("#.*", "").replaceAll("\\s", ""));
    }

    static byte[] join(byte[]... parts) {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        for (byte[] part : parts) {
            all.writeBytes(part);
        }
        return all.toByteArray();
    }

    /** Opens a capture called {@code eth0.pcap} whose capture point, where it does not say, is {@code eth0}. */
    static FrameSource open(byte[] capture, CapturePoints points) throws IOException {
        CaptureInput input = CaptureInput.of(new ByteArrayInputStream(capture), "eth0.pcap", POOL);
        return CaptureFiles.read(input, points, PointName.of("eth0.pcap"));
    }

    static FrameSource open(byte[] capture) throws IOException {
        return open(capture, new CapturePoints());
    }

    /** All frames that come before the end or before damage. */
    static List<Seen> frames(FrameSource source, List<String> problems) {
        List<Seen> seen = new ArrayList<>();
        Frame frame = new Frame();
        try (source) {
            while (source.next(frame)) {
                seen.add(seen(frame));
            }
        } catch (IOException e) {
            problems.add(String.valueOf(e.getMessage()));
        }
        return seen;
    }

    /** All frames of a capture that is not damaged. */
    static List<Seen> frames(byte[] capture) throws IOException {
        List<String> problems = new ArrayList<>();
        List<Seen> seen = frames(open(capture), problems);
        if (!problems.isEmpty()) {
            throw new IOException(problems.get(0));
        }
        return seen;
    }

    static Seen seen(Frame frame) {
        byte[] bytes = new byte[frame.capturedLength()];
        frame.buffer().get(frame.offset(), bytes);
        return new Seen(
                frame.capturePoint().name(),
                frame.number(),
                frame.timeNanos(),
                frame.originalLength(),
                HexFormat.of().formatHex(bytes));
    }
}
