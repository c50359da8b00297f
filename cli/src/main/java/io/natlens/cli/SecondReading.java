package io.natlens.cli;

import io.natlens.correlate.Engine;
import io.natlens.correlate.FlowIndex;
import io.natlens.decode.FrameDecoder;
import io.natlens.decode.Observation;
import io.natlens.file.CaptureFiles;
import io.natlens.file.MergedSource;
import io.natlens.frame.CapturePoint;
import io.natlens.frame.CapturePoints;
import io.natlens.frame.ClockOffsets;
import io.natlens.frame.Frame;
import io.natlens.leg.InterfacePoints;
import io.natlens.report.PacketPass;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;

/** Reads captures that have been correlated once more, and says of each packet to which flow it belongs. */
final class SecondReading implements PacketPass {
    private final List<String> inputs;
    private final CapturePoints points;
    private final ClockOffsets clocks;

    /**
     * @param points those of the first reading, so that the same names are the same points
     * @param clocks by which times were corrected at the first reading
     */
    SecondReading(List<String> inputs, CapturePoints points, ClockOffsets clocks) {
        this.inputs = inputs;
        this.points = points;
        this.clocks = clocks;
    }

    /** Whether all inputs can be read again. */
    static boolean areFiles(List<String> inputs) {
        return inputs.stream().noneMatch(Inputs::isStandardInput);
    }

    /** @throws UsageException if one of the inputs is standard input, which is gone after the first reading */
    static void requireFiles(String option, List<String> inputs) throws UsageException {
        if (!areFiles(inputs)) {
            throw new UsageException("option --" + option + " reads the captures twice, which standard input cannot be:"
                    + " write it to a file first");
        }
    }

    @Override
    public void read(FlowIndex index, Taker taker) throws IOException {
        FrameDecoder decoder = new FrameDecoder(Engine.digestLength(points.all()));
        InterfacePoints interfaces = new InterfacePoints(points);
        Frame frame = new Frame();
        Observation outer = new Observation();
        Observation inner = new Observation();
        // what is damaged was told at the first reading
        try (MergedSource source = CaptureFiles.open(inputs, points, InputStream.nullInputStream(), clocks)) {
            while (source.next(frame)) {
                decoder.decode(frame, outer);
                CapturePoint point = interfaces.of(frame.capturePoint(), outer);
                taker.take(frame, outer, point, index.find(outer, point, frame.timeNanos()));
                if (outer.innerOffset() != 0) {
                    decoder.decodeInner(frame, outer, inner);
                    taker.take(frame, inner, point, index.find(inner, point, frame.timeNanos()));
                }
            }
        }
    }
}
