package io.natlens.cli;

import java.net.URISyntaxException;
import java.net.URL;
import java.nio.file.Path;
import java.util.Objects;

/**
 * The captures of these tests: a container on a real Docker host with the NICs eth0 and eth1 pings the host's own
 * addresses, 8.8.8.8 and a neighbour of eth1.
 */
final class Captures {
    static final String DOCKER0 = file("multi-nic-host/docker0.pcap");
    static final String ETH0 = file("multi-nic-host/eth0.pcap");
    static final String ETH1 = file("multi-nic-host/eth1.pcap");

    private Captures() {}

    private static String file(String name) {
        URL url = Objects.requireNonNull(Captures.class.getResource(name));
        try {
            return Path.of(url.toURI()).toString();
        } catch (URISyntaxException e) {
            throw new IllegalStateException(e);
        }
    }
}
