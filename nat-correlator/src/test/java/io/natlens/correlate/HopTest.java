package io.natlens.correlate;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.natlens.frame.CapturePoint;
import io.natlens.frame.CapturePoints;
import io.natlens.frame.LinkType;
import io.natlens.leg.FiveTuple;
import io.natlens.wire.IpAddress;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class HopTest {
    private static final FiveTuple TUPLE =
            new FiveTuple(FiveTuple.UDP, IpAddress.parse("10.1.0.8"), 5000, IpAddress.parse("8.8.8.8"), 53);

    private final CapturePoint eth0 = new CapturePoints().named("eth0", LinkType.EN10MB, 0, "");

    @Test
    void itsVlansAreTheOuterAndTheInnerOne() {
        assertEquals("0.0", vlans(0));
        assertEquals("0.4094", vlans(4094));
        assertEquals("4094.7", vlans(4094 << 12 | 7));
    }

    private String vlans(int vlan) {
        Hop hop = hop(vlan, 64);
        return hop.outerVlan() + "." + hop.innerVlan();
    }

    @Test
    void whatSystemsBeginWithIsUnrouted() {
        assertEquals(
                List.of(64, 128, 255),
                IntStream.range(0, 256)
                        .filter(ttl -> hop(0, ttl).isUnrouted())
                        .boxed()
                        .toList());
    }

    @Test
    void itCoversTheTimesOfItsPackets() {
        assertEquals(
                List.of(3, 4, 5),
                IntStream.range(0, 9)
                        .filter(time -> hop(0, 64).covers(time))
                        .boxed()
                        .toList());
    }

    private Hop hop(int vlan, int ttl) {
        return new Hop(eth0, TUPLE, vlan, 1, 60, ttl, 3, 5, 0, null, null);
    }
}
