package io.natlens.host;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.natlens.frame.CapturePoints;
import io.natlens.frame.LinkType;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RoleTest {
    @ParameterizedTest
    @CsvSource({
        "eth0, NIC",
        "enp1s0, NIC",
        "wlan0, NIC",
        "wwan0, NIC",
        "bond0, NIC",
        "ib0, NIC",
        "docker0, BRIDGE",
        "docker_gwbridge, BRIDGE",
        "br-8fe0215332a8, BRIDGE",
        "virbr0, BRIDGE",
        "vmbr0, BRIDGE",
        "fwbr111i0, BRIDGE",
        "cni0, BRIDGE",
        "lxcbr0, BRIDGE",
        "veth12ab, PORT",
        "fwln111i0, PORT",
        "fwpr111p0, PORT",
        "tap111i0, PORT",
        "cali1234, PORT",
        "lo, LOOPBACK",
        "lo0, LOOPBACK",
        "tun0, TUNNEL",
        "wg0, TUNNEL",
        "ppp0, TUNNEL",
        "vxlan.calico, TUNNEL",
        "web:eth0, CONTAINER",
        "host1/web:eth0, CONTAINER",
        "host1/eth0, NIC",
        "host1/docker0, BRIDGE",
        "capture, UNKNOWN",
        "login, UNKNOWN",
        "docker01, UNKNOWN",
        "flannel.1, TUNNEL",
        "a/b/docker0, BRIDGE",
        "any, UNKNOWN",
        "web, UNKNOWN",
        "'', UNKNOWN"
    })
    void aNameSuggestsARole(String name, Role role) {
        assertEquals(role, Role.ofName(name));
    }

    @Test
    void whatTheUserSaysOverrulesTheName() {
        CapturePoints points = new CapturePoints();
        Roles roles = new Roles(Map.of("uplink", Role.NIC, "eth0", Role.CONTAINER));

        assertEquals(Role.NIC, roles.of(points.named("uplink", LinkType.EN10MB, 0, "")));
        assertEquals(Role.CONTAINER, roles.of(points.named("eth0", LinkType.EN10MB, 0, "")));
        assertEquals(Role.NIC, roles.of(points.named("eth1", LinkType.EN10MB, 0, "")));
        assertEquals("nic", Role.NIC.word());
    }
}
