package io.natlens.leg;

import static io.natlens.leg.Packet.udp;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.natlens.decode.Observation;
import io.natlens.frame.CapturePoint;
import io.natlens.frame.CapturePoints;
import io.natlens.frame.LinkType;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class FragmentCacheTest {
    private static final String TUPLE = "10.1.0.8:40000 > 8.8.8.8:53";
    private static final long SECOND = 1_000_000_000L;
    private static final long START = 1_750_000_000L * SECOND;

    private final CapturePoints points = new CapturePoints();
    private final CapturePoint eth0 = points.named("eth0", LinkType.EN10MB, 0, "");
    private final CapturePoint eth1 = points.named("eth1", LinkType.EN10MB, 0, "");
    private final FragmentCache<Leg> fragments = new FragmentCache<>();

    @Test
    void laterFragmentsBelongToTheLegOfTheFirst() {
        Leg leg = put(9, 1);

        assertSame(leg, fragments.find(later(9), eth0, START + 29 * SECOND));
        assertEquals(1, fragments.direction(later(9), eth0));
    }

    @Test
    void anotherDatagramOrPointIsNotKnown() {
        put(9, 0);

        assertNull(fragments.find(later(10), eth0, START));
        assertNull(fragments.find(later(9), eth1, START));
        assertNull(fragments.find(
                Observations.of(udp("10.1.0.9:0 > 8.8.8.8:0").id(9).fragment(1480, false)), eth0, START));
    }

    @Test
    void anIpIdUsedAgainAfterTheKernelGaveUpIsAnotherDatagram() {
        put(9, 0);

        assertNull(fragments.find(later(9), eth0, START + 30 * SECOND));
    }

    @Test
    void ofMoreDatagramsThanThereIsRoomForNoneIsTakenForAnother() {
        List<Leg> legs = new ArrayList<>();
        for (int id = 0; id < 1 << 14; id++) {
            legs.add(put(id, 0));
        }
        int known = 0;
        for (int id = 0; id < 1 << 14; id++) {
            Leg leg = fragments.find(later(id), eth0, START);
            assertTrue(leg == null || leg == legs.get(id), "IP id " + id);
            known += leg == null ? 0 : 1;
        }
        assertTrue(known > 3000, known + " of the last 4096 datagrams are known");
    }

    private Leg put(int id, int direction) {
        Observation first = Observations.of(udp(TUPLE).id(id).fragment(0, true).payload("x".repeat(1472)));
        Leg leg = new Leg(id, eth0, first, START, new SentTable());
        fragments.put(first, eth0, START, leg, direction);
        return leg;
    }

    private static Observation later(int id) {
        return Observations.of(udp(TUPLE).id(id).fragment(1480, false).payload("the rest"));
    }
}
