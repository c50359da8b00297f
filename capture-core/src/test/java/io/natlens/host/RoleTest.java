package io.natlens.host;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class RoleTest {
    @ParameterizedTest
    @CsvSource({
        "eth0, nic",
        "enp1s0, nic",
        "wlan0, nic",
        "wwan0, nic",
        "bond0, nic",
        "ib0, nic",
        "docker0, bridge",
        "br-8fe0215332a8, bridge",
        "virbr0, bridge",
        "vmbr0, bridge",
        "fwbr111i0, bridge",
        "cni0, bridge",
        "lxcbr0, bridge",
        "docker_gwbridge, bridge",
        "veth2aa8462, port",
        "fwln111i0, port",
        "fwpr111p0, port",
        "tap0, port",
        "cali1234, port",
        "lo, loopback",
        "tun0, tunnel",
        "wg0, tunnel",
        "flannel.1, tunnel",
        "any, unknown",
        "web, unknown",
        "docker01, unknown",
        "london, unknown",
        "'', unknown"
    })
    void theNameTellsTheRole(String name, String role) {
        assertEquals(role, Role.ofName(name).word());
    }

    @ParameterizedTest
    @CsvSource({"web:eth0, container", "host1/eth0, nic", "host1/web:eth0, container", "a/b/docker0, bridge"})
    void whatStandsInFrontTellsMore(String name, String role) {
        assertEquals(role, Role.ofName(name).word());
    }
}
