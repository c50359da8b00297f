package io.natlens.correlate;

import static io.natlens.leg.Packet.udp;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.natlens.frame.CapturePoint;
import io.natlens.frame.CapturePoints;
import io.natlens.frame.LinkType;
import io.natlens.leg.LegTable;
import io.natlens.leg.Observations;
import org.junit.jupiter.api.Test;

/** Of which legs it is said that they may be a connection's, where some have been told already. */
final class CandidatesTest {
    private final CapturePoints points = new CapturePoints();
    private final CapturePoint docker0 = points.named("docker0", LinkType.EN10MB, 0, "");
    private final CapturePoint eth0 = points.named("eth0", LinkType.EN10MB, 0, "");
    private final LegTable legs = new LegTable(10);
    private final Tallies tallies = new Tallies();
    private final Node asking = node("172.17.0.2:1111 > 8.8.8.8:9", docker0);
    private final Node other = node("10.1.0.8:40001 > 8.8.8.8:9", eth0);

    CandidatesTest() {
        asking.doubt(other, 0);
        other.doubt(asking, 0);
    }

    @Test
    void aLegThatWasToldAloneIsOne() {
        new Group(other);
        other.clear();

        assertEquals(1, candidates().size());
    }

    @Test
    void aLegThatWasToldWithAnotherOfThisPointIsNone() {
        Node joined = node("172.17.0.3:1111 > 8.8.8.8:9", docker0);
        new Group(other).join(new Group(joined), new Edge(other, joined, 0, new SampleBlocks()));
        other.clear();
        joined.clear();

        assertEquals(0, candidates().size());
    }

    private Candidates candidates() {
        return new Candidates(new Group(asking), 0);
    }

    private Node node(String tuple, CapturePoint point) {
        int leg = legs.observe(Observations.of(udp(tuple)), point, 0);
        return new Node(legs.leg(leg >>> 1), 0, leg, tallies);
    }
}
