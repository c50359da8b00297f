package io.natlens.report;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.natlens.correlate.Delay;
import io.natlens.correlate.Hop;
import io.natlens.frame.CapturePoint;
import io.natlens.leg.FiveTuple;
import java.util.List;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

final class FlowRowTest {
    private static final FiveTuple TUPLE = Flows.tuple(Flows.TCP, "172.17.0.2", 43210, "203.0.113.150", 443);

    private final Flows flows = new Flows();

    private Hop hop(String point, @Nullable Long delay) {
        CapturePoint at = flows.point(point);
        return Flows.hop(at, TUPLE, 64, 0, delay == null ? null : new Delay(4, delay, delay, delay, delay));
    }

    private FlowRow row(List<Hop> there, List<Hop> back, boolean closed, boolean ended) {
        return FlowRow.of(flows.verdict(TUPLE, TUPLE, there, back, closed), ended);
    }

    private OptionalLong delay(@Nullable Long second, @Nullable Long third) {
        return row(List.of(hop("a", null), hop("b", second), hop("c", third)), List.of(), false, false)
                .delay();
    }

    @Test
    void theDelayIsThatOfTheWholeWayOrNone() {
        assertEquals(OptionalLong.of(70), delay(20L, 50L));
        assertEquals(OptionalLong.empty(), delay(null, 50L));
        assertEquals(OptionalLong.empty(), delay(20L, null));
    }

    @Test
    void theStateIsThePagesButForFlowsThatAreOver() {
        List<Hop> path = List.of(hop("a", null));

        assertEquals("answered", row(path, path, false, false).state());
        assertEquals("unreplied", row(path, List.of(), false, false).state());
        assertEquals("one way", row(List.of(), path, false, false).state());
        assertEquals("ended", row(path, path, false, true).state());
        assertEquals("closed", row(path, path, true, true).state());
    }
}
