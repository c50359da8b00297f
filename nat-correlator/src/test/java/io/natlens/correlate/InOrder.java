package io.natlens.correlate;

import io.natlens.frame.CapturePoint;
import io.natlens.frame.Frame;
import io.natlens.frame.FrameSource;
import io.natlens.leg.Capture;
import java.io.IOException;
import java.util.List;
import java.util.OptionalLong;

/** Captures as one source: of all packets the earliest comes next, of those of one time that of the first capture. */
final class InOrder implements FrameSource {
    private final List<Capture> captures;

    InOrder(List<Capture> captures) {
        this.captures = captures;
    }

    @Override
    public String name() {
        return "all";
    }

    @Override
    public boolean next(Frame frame) throws IOException {
        Capture earliest = captures.get(0);
        for (Capture capture : captures) {
            earliest = capture.nextTime() < earliest.nextTime() ? capture : earliest;
        }
        return earliest.next(frame);
    }

    @Override
    public OptionalLong dropped(CapturePoint of) {
        return OptionalLong.empty();
    }

    @Override
    public void close() {}
}
