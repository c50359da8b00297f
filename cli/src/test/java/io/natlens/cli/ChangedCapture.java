package io.natlens.cli;

import io.natlens.file.CaptureFiles;
import io.natlens.file.PcapWriter;
import io.natlens.frame.CapturePoints;
import io.natlens.frame.Frame;
import io.natlens.frame.FrameSource;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.function.Predicate;

/** A capture of one point written anew, with some of its frames changed or left out. */
final class ChangedCapture {
    private ChangedCapture() {}

    /**
     * Writes it.
     *
     * @param folder gets the new file
     * @param change may change a frame, and says whether it stays
     */
    static Path of(Path capture, Path folder, Predicate<Frame> change) throws IOException {
        Path file = Files.createTempFile(folder, "changed", ".pcap");
        Frame frame = new Frame();
        CapturePoints points = new CapturePoints();
        try (FrameSource source = CaptureFiles.open(capture, points);
                PcapWriter writer = new PcapWriter(
                        file.toString(),
                        FileChannel.open(file, StandardOpenOption.WRITE),
                        points.all().get(0).linkType(),
                        points.all().get(0).snapLength(),
                        true)) {
            while (source.next(frame)) {
                if (change.test(frame)) {
                    writer.write(frame);
                }
            }
        }
        return file;
    }
}
