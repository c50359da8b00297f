package io.natlens.benchmark;

import io.natlens.file.CaptureFiles;
import io.natlens.frame.CapturePoints;
import io.natlens.frame.Frame;
import io.natlens.frame.FrameSource;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** The captures of one folder, such as those of {@code sample-pcaps}. */
final class SampleCapture {
    private SampleCapture() {}

    /** The folder's pcap files, in the order of their names. */
    static List<Path> files(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(file -> file.toString().endsWith(".pcap"))
                    .sorted()
                    .toList();
        }
    }

    /** All frames of the folder's captures, file by file, in memory. */
    static List<Frame> frames(Path folder) throws IOException {
        List<Frame> frames = new ArrayList<>();
        CapturePoints points = new CapturePoints();
        for (Path file : files(folder)) {
            try (FrameSource source = CaptureFiles.open(file, points)) {
                Frame frame = new Frame();
                while (source.next(frame)) {
                    frames.add(copy(frame));
                }
            }
        }
        return frames;
    }

    private static Frame copy(Frame frame) {
        byte[] bytes = new byte[frame.capturedLength()];
        frame.buffer().get(frame.offset(), bytes);
        return new Frame()
                .set(
                        frame.capturePoint(),
                        frame.number(),
                        frame.timeNanos(),
                        ByteBuffer.wrap(bytes),
                        0,
                        bytes.length,
                        frame.originalLength());
    }
}
