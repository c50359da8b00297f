package io.natlens.decode;

import io.natlens.file.CaptureFiles;
import io.natlens.frame.CapturePoints;
import io.natlens.frame.Frame;
import io.natlens.frame.FrameSource;
import io.natlens.frame.LinkType;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Objects;

/** Frames for tests. */
final class Frames {
    private static final int START = 5;

    private Frames() {}

    static byte[] bytes(String hex) {
        return HexFormat.of().parseHex(hex.replaceAll("\\s", ""));
    }

    static Frame of(LinkType linkType, String hex) {
        byte[] bytes = bytes(hex);
        return of(linkType, bytes, bytes.length, bytes.length);
    }

    /** The first so many of the bytes, which on the wire were so many. */
    static Frame of(LinkType linkType, byte[] bytes, int captured, int original) {
        ByteBuffer buffer = ByteBuffer.allocate(START + captured);
        buffer.put(START, bytes, 0, captured);
        Frame frame = new Frame();
        frame.set(new CapturePoints().named("eth0", linkType, 0, ""), 1, 0, buffer, START, captured, original);
        return frame;
    }

    static Observation decode(LinkType linkType, String hex) {
        Observation observation = new Observation();
        new FrameDecoder(32).decode(of(linkType, hex), observation);
        return observation;
    }

    static Path capture(String name) {
        try {
            return Path.of(Objects.requireNonNull(Frames.class.getResource("captures/" + name))
                    .toURI());
        } catch (URISyntaxException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Copies of all frames of a capture. */
    static List<Frame> read(Path file) throws IOException {
        List<Frame> frames = new ArrayList<>();
        try (FrameSource source = CaptureFiles.open(file, new CapturePoints())) {
            Frame frame = new Frame();
            while (source.next(frame)) {
                frames.add(copy(frame));
            }
        }
        return frames;
    }

    private static Frame copy(Frame frame) {
        byte[] bytes = new byte[frame.capturedLength()];
        frame.buffer().get(frame.offset(), bytes);
        Frame copy = new Frame();
        copy.set(frame);
        return copy.set(
                frame.capturePoint(),
                frame.number(),
                frame.timeNanos(),
                ByteBuffer.wrap(bytes),
                0,
                bytes.length,
                frame.originalLength());
    }
}
