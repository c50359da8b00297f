package io.natlens.live;

import io.natlens.host.Role;
import org.jspecify.annotations.Nullable;

/**
 * An interface of this host, and what it belongs to.
 *
 * @param name what a capture point there is called: {@code docker0}, {@code web:eth0}
 * @param selector what {@code -i} takes for it: {@code docker0}, {@code container:web/eth0}
 * @param namespace the label of its namespace; empty for the process's own
 * @param peer the other end of a veth pair, as a capture point is called there; null where it is not known or is none
 */
public record HostInterface(
        String name, String selector, String namespace, Link link, Role role, @Nullable String peer) {}
