package io.natlens.host;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.natlens.frame.CapturePoint;
import io.natlens.frame.CapturePoints;
import io.natlens.frame.LinkType;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class NicsTest {
    private final CapturePoints points = new CapturePoints();

    @Test
    void areThoseNamedUntilNow() {
        CapturePoint eth0 = named("eth0");
        named("docker0");
        CapturePoint uplink = named("uplink");
        Nics nics = new Nics(points, new Roles(Map.of("uplink", Role.NIC)));
        assertEquals(List.of(eth0, uplink), nics.all());
        CapturePoint eth1 = named("eth1");
        assertEquals(List.of(eth0, uplink, eth1), nics.all());
    }

    @Test
    void rolesOfAnyNumberOfPointsAreKnown() {
        for (int number = 0; number < 1000; number++) {
            named("veth" + number);
            assertEquals(Role.NIC, Roles.BY_NAME.of(named("eth" + number)));
        }
        assertEquals(1000, new Nics(points, Roles.BY_NAME).all().size());
    }

    private CapturePoint named(String name) {
        return points.named(name, LinkType.EN10MB, 0, "");
    }
}
