package io.natlens.correlate;

import io.natlens.host.Role;
import io.natlens.host.Roles;
import io.natlens.leg.Leg;
import io.natlens.wire.IpAddress;
import java.util.HashSet;
import java.util.Set;

/** Addresses that NAT showed to be the hosts' own: packets carry them at a NIC, and others in their place further in. */
final class HostAddresses {
    /** Of a mapped prefix there may be very many; so many are enough. */
    private static final int MOST = 65_536;

    private final Roles roles;
    private final Set<IpAddress> own = new HashSet<>();

    HostAddresses(Roles roles) {
        this.roles = roles;
    }

    /** Takes two legs that have seen the same packet. */
    void learn(Edge edge) {
        boolean first = isNic(edge.first);
        if (first != isNic(edge.second)) {
            Node outer = first ? edge.first : edge.second;
            learn(outer.leg, edge.other(outer).leg);
        }
    }

    private boolean isNic(Node node) {
        return roles.of(node.leg.point()) == Role.NIC;
    }

    private void learn(Leg outer, Leg inner) {
        learn(outer.sourceHigh(), outer.sourceLow(), inner);
        learn(outer.destinationHigh(), outer.destinationLow(), inner);
    }

    private void learn(long high, long low, Leg inner) {
        boolean source = high == inner.sourceHigh() && low == inner.sourceLow();
        boolean destination = high == inner.destinationHigh() && low == inner.destinationLow();
        if (!source && !destination && own.size() < MOST) {
            own.add(new IpAddress(high, low));
        }
    }

    boolean contains(IpAddress address) {
        return own.contains(address);
    }
}
