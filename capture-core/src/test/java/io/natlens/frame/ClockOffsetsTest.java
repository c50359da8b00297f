package io.natlens.frame;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.ByteBuffer;
import java.util.Map;
import org.junit.jupiter.api.Test;

final class ClockOffsetsTest {
    private static final long START = 1_750_000_000_000_000_000L;

    private final CapturePoints points = new CapturePoints();
    private final CapturePoint near = points.named("near", LinkType.EN10MB, 0, "");
    private final CapturePoint far = points.named("far", LinkType.LINUX_SLL2, 0, "");

    @Test
    void commonTimeIsWhatADriftingClockShowsLessItsOffsetThen() {
        Clock clock = new Clock(START, 3_250_000_000L, 40e-6);
        long common = START + 100_000_000_000L;
        assertEquals(3_250_000_000L + 4_000_000, clock.offsetAt(common));
        assertTrue(Math.abs(clock.common(common + clock.offsetAt(common)) - common) <= 1);
    }

    @Test
    void onlyFramesOfAPointWithAClockOfItsOwnAreCorrected() {
        ClockOffsets offsets = new ClockOffsets(Map.of(near, Clock.COMMON, far, new Clock(START, -7, 0)));
        assertTrue(offsets.differ());
        assertEquals(START, corrected(offsets, near));
        assertEquals(START + 7, corrected(offsets, far));
        assertEquals(START, corrected(offsets, points.named("other", LinkType.EN10MB, 0, "")));
    }

    @Test
    void theInterfacesOfAnAnyCaptureHaveItsClock() {
        ClockOffsets offsets = new ClockOffsets(Map.of(far, new Clock(START, 7, 0)));
        assertEquals(new Clock(START, 7, 0), offsets.of(points.interfaceOf(far, 3)));
    }

    @Test
    void ofAPointThatNothingTiesToTheFirstNothingIsKnown() {
        assertNull(ClockOffsets.NONE.of(near));
        assertFalse(ClockOffsets.NONE.differ());
    }

    private static long corrected(ClockOffsets offsets, CapturePoint point) {
        Frame frame = new Frame().set(point, 1, START, ByteBuffer.allocate(0), 0, 0, 0);
        offsets.correct(frame);
        return frame.timeNanos();
    }
}
