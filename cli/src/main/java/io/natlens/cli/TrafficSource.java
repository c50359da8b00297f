package io.natlens.cli;

import io.natlens.frame.CapturePoint;
import io.natlens.frame.Frame;
import io.natlens.frame.FrameSource;
import io.natlens.leg.PointSeries;
import java.io.IOException;
import java.util.HashMap;
import java.util.Map;

/** A source whose frames, and those that the capture dropped, are counted by point and time as they are read. */
final class TrafficSource extends WatchedSource {
    /** Few captures say how much they dropped, and those say it now and then: not every frame need be asked. */
    private static final int BETWEEN_LOOKS = 256;

    private final FrameSource source;
    private final PointSeries bytes;
    private final PointSeries drops;
    private final Map<CapturePoint, Long> droppedBefore = new HashMap<>();
    private long frames;
    private long timeNanos;

    /**
     * Begins with nothing counted.
     *
     * @param bytes gets the frames' original lengths
     * @param drops gets what the capture dropped, at the time when it says so
     */
    TrafficSource(FrameSource source, PointSeries bytes, PointSeries drops) {
        super(source);
        this.source = source;
        this.bytes = bytes;
        this.drops = drops;
    }

    @Override
    public boolean next(Frame frame) throws IOException {
        boolean more = source.next(frame);
        if (more) {
            timeNanos = frame.timeNanos();
            bytes.add(frame.capturePoint().number(), timeNanos, frame.originalLength());
            droppedBefore.putIfAbsent(frame.capturePoint(), 0L);
            if (++frames % BETWEEN_LOOKS == 0) {
                countDrops();
            }
        } else {
            countDrops();
        }
        return more;
    }

    private void countDrops() {
        droppedBefore.replaceAll((point, before) -> {
            long dropped = source.dropped(point).orElse(0);
            if (dropped > before) {
                drops.add(point.number(), timeNanos, dropped - before);
            }
            return Math.max(before, dropped);
        });
    }
}
