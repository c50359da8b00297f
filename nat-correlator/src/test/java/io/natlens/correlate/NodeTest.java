package io.natlens.correlate;

import static io.natlens.leg.Packet.udp;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.natlens.frame.CapturePoints;
import io.natlens.frame.LinkType;
import io.natlens.leg.LegTable;
import io.natlens.leg.Observations;
import org.junit.jupiter.api.Test;

/** What a leg holds of others, and lets go of. */
final class NodeTest {
    private final CapturePoints points = new CapturePoints();
    private final LegTable legs = new LegTable(10);
    private final Tallies tallies = new Tallies();
    private final SampleBlocks delays = new SampleBlocks();
    private final Node inner = node("172.17.0.2:1111 > 8.8.8.8:9", "docker0");
    private final Node outer = node("10.1.0.8:40001 > 8.8.8.8:9", "eth0");

    @Test
    void onceToldItHoldsNoOthersAndTheDelaysOfItsTiesAreFree() {
        int firstBlock = delays.take(SampleBlocks.NONE);
        delays.release(firstBlock);
        Edge edge = new Edge(inner, outer, 0, delays);
        inner.add(edge);
        outer.add(edge);
        edge.matched(0, false, 20_000);
        new Group(inner).join(new Group(outer), edge);
        assertFalse(inner.isTold());

        inner.clear();
        outer.clear();

        assertTrue(inner.isTold() && outer.isTold());
        assertNull(inner.group);
        assertNull(inner.firstEdge());
        assertEquals(firstBlock, delays.take(SampleBlocks.NONE));
        assertEquals(firstBlock + 1, delays.take(SampleBlocks.NONE), "given back once, by whichever was first");
    }

    private Node node(String tuple, String point) {
        int leg = legs.observe(Observations.of(udp(tuple)), points.named(point, LinkType.EN10MB, 0, ""), 0);
        return new Node(legs.leg(leg >>> 1), 0, leg, tallies);
    }
}
