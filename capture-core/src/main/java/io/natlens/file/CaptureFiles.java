package io.natlens.file;

import io.natlens.frame.CapturePoints;
import io.natlens.frame.ClockOffsets;
import io.natlens.frame.FrameSource;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Opens captures: pcap and pcapng, compressed or not, told by their bytes and not by their names. */
public final class CaptureFiles {
    private CaptureFiles() {}

    /**
     * Opens one file.
     *
     * @param points gets the file's capture points, called as {@code natlens print FILE} would call them
     * @throws IOException if it cannot be read or is no capture, with a message fit for the user
     */
    public static FrameSource open(Path file, CapturePoints points) throws IOException {
        PointName name = PointName.of(String.valueOf(file.getFileName()));
        BufferPool pool = new BufferPool();
        return read(CaptureInput.open(file, file.toString(), pool), points, name);
    }

    /**
     * Opens what stands on a command line, all of it merged by time. Nothing is thrown: what cannot be opened is among
     * {@link MergedSource#problems()}.
     *
     * @param arguments each {@code [NAME=]FILE}; the file may be a folder, which stands for all captures in it and below
     *     it, or {@code -} for standard input
     * @param points gets the capture points of all of them
     */
    public static MergedSource open(List<String> arguments, CapturePoints points, InputStream standardInput) {
        return open(arguments, points, standardInput, ClockOffsets.NONE);
    }

    /**
     * The same, with the frames' times corrected.
     *
     * @param clocks what is known of the clocks of these very points
     */
    public static MergedSource open(
            List<String> arguments, CapturePoints points, InputStream standardInput, ClockOffsets clocks) {
        Arguments expanded = new Arguments(standardInput);
        arguments.forEach(expanded::add);
        return new MergedSource(expanded.origins(), points, expanded.problems(), clocks);
    }

    /**
     * The same, but as several sources, so that each can be read by a thread of its own. The captures that may have a
     * capture point in common are in one source.
     */
    public static CaptureSet openEach(List<String> arguments, CapturePoints points, InputStream standardInput) {
        return openEach(arguments, points, standardInput, ClockOffsets.NONE);
    }

    /**
     * The same, with the frames' times corrected.
     *
     * @param clocks what is known of the clocks of these very points
     */
    public static CaptureSet openEach(
            List<String> arguments, CapturePoints points, InputStream standardInput, ClockOffsets clocks) {
        Arguments expanded = new Arguments(standardInput);
        arguments.forEach(expanded::add);
        return new CaptureSet(expanded.origins(), points, expanded.problems(), clocks);
    }

    /** Closes the input if it is no capture. */
    static CaptureReader read(CaptureInput input, CapturePoints points, PointName name) throws IOException {
        @Nullable CaptureFormat format = CaptureFormat.of(input);
        try {
            if (format == null) {
                throw CaptureFormat.unknown(input);
            }
            return switch (format) {
                case PCAP -> new PcapReader(input, points, name.ofFile());
                case PCAPNG -> new PcapngReader(input, points, name);
            };
        } catch (CaptureFormatException e) {
            input.close();
            throw e;
        }
    }
}
