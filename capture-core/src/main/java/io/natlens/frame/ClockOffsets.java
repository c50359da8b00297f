package io.natlens.frame;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What is known of the clocks of capture points, each beside that of the first point. */
public final class ClockOffsets {
    /** Nothing is known, so that all times are taken as they are. */
    public static final ClockOffsets NONE = new ClockOffsets(Map.of());

    /** By the point's number. */
    private final @Nullable Clock[] clocks;

    /** @param clocks by capture point; one that shows frames of an {@code any} capture has the clock of that capture */
    public ClockOffsets(Map<CapturePoint, Clock> clocks) {
        int numbers = 0;
        for (CapturePoint point : clocks.keySet()) {
            numbers = Math.max(numbers, point.number() + 1);
        }
        this.clocks = new Clock[numbers];
        clocks.forEach((point, clock) -> this.clocks[point.number()] = clock);
    }

    /** Null where no packets tie the point to the first one. */
    public @Nullable Clock of(CapturePoint point) {
        int number = point.capture().number();
        return number < clocks.length ? clocks[number] : null;
    }

    /** Whether any clock is known to show another time than the first point's. */
    public boolean differ() {
        for (Clock clock : clocks) {
            if (clock != null && !clock.equals(Clock.COMMON)) {
                return true;
            }
        }
        return false;
    }

    /** Turns a frame's time into that of the first point's clock, if it is known how. */
    public void correct(Frame frame) {
        Clock clock = of(frame.capturePoint());
        if (clock != null) {
            frame.timeNanos(clock.common(frame.timeNanos()));
        }
    }
}
