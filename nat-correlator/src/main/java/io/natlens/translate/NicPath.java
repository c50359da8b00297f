package io.natlens.translate;

import io.natlens.correlate.Hop;
import io.natlens.frame.CapturePoint;
import io.natlens.host.Role;
import io.natlens.host.Roles;
import java.util.List;

/** The path of one direction of a flow, with the first and the last NIC on it. */
final class NicPath {
    private static final int TRANSLATED = 4;
    private static final int ROUTED = 2;
    private static final int INNER_ROLE = 1;

    private final List<Hop> hops;
    private final Roles roles;
    private final int firstNic;
    private final int lastNic;

    NicPath(List<Hop> hops, Roles roles) {
        this.hops = hops;
        this.roles = roles;
        int first = -1;
        int last = -1;
        for (int i = 0; i < hops.size(); i++) {
            if (roles.of(point(i)) == Role.NIC) {
                first = first < 0 ? i : first;
                last = i;
            }
        }
        firstNic = first;
        lastNic = last;
    }

    /** Whether the host forwards from NIC to NIC: both ends of the path are, and the host routed in between. */
    boolean runsBetweenNics() {
        int end = hops.size() - 1;
        return end > 0 && firstNic == 0 && lastNic == end && innerness(0, end) >= ROUTED;
    }

    /** In by the first NIC and out by the last, if the path runs between them. */
    Crossing through() {
        return runsBetweenNics() ? new Crossing(point(firstNic), point(lastNic)) : Crossing.UNKNOWN;
    }

    Crossing leaving() {
        return lastNic < 0 ? Crossing.UNKNOWN : new Crossing(null, point(lastNic));
    }

    Crossing entering() {
        return firstNic < 0 ? Crossing.UNKNOWN : new Crossing(point(firstNic), null);
    }

    /** How much the stretch before the first NIC looks like the inside of the host. */
    int before() {
        return firstNic < 0 ? 0 : innerness(0, firstNic);
    }

    /** How much the stretch behind the last NIC looks like the inside of the host. */
    int behind() {
        return lastNic < 0 ? 0 : innerness(lastNic, hops.size() - 1);
    }

    private int innerness(int from, int to) {
        int found = innerRole(from);
        for (int i = from + 1; i <= to; i++) {
            Hop before = hops.get(i - 1);
            Hop hop = hops.get(i);
            found |= innerRole(i);
            found |= hop.tuple().equals(before.tuple()) ? 0 : TRANSLATED;
            found |= hop.ttl() < before.ttl() ? ROUTED : 0;
        }
        return found;
    }

    private int innerRole(int hop) {
        return switch (roles.of(point(hop))) {
            case BRIDGE, PORT, CONTAINER, LOOPBACK -> INNER_ROLE;
            case NIC, TUNNEL, UNKNOWN -> 0;
        };
    }

    private CapturePoint point(int hop) {
        return hops.get(hop).capturePoint();
    }
}
