package io.natlens.translate;

import io.natlens.correlate.Hop;
import io.natlens.frame.CapturePoint;
import io.natlens.host.Role;
import io.natlens.host.Roles;
import java.util.List;

/**
 * Finds the NICs that a path crossed, and in which sense.
 *
 * <p>A NIC lies between the host and the world; which side of it is the host's, the path tells: there addresses are
 * translated, there routing takes from the time to live, there bridges and containers are. Where neither side shows
 * anything of the kind, or both the same, the answer is that the captures do not tell.
 */
final class Egress {
    private static final Crossing UNKNOWN = new Crossing(null, null);

    private static final int TRANSLATED = 4;
    private static final int ROUTED = 2;
    private static final int INNER_ROLE = 1;

    private final Roles roles;

    Egress(Roles roles) {
        this.roles = roles;
    }

    /**
     * @param path of one direction
     * @param opposite of the other direction of the same flow
     */
    Crossing of(List<Hop> path, List<Hop> opposite) {
        int first = firstNic(path);
        int last = lastNic(path);
        if (first < 0) {
            return UNKNOWN;
        }
        if (path.size() == 1) {
            return atTheOnlyPoint(path.get(0), opposite);
        }
        if (first == 0 && last == path.size() - 1) {
            return innerness(path, first, last) >= ROUTED
                    ? new Crossing(point(path, first), point(path, last))
                    : UNKNOWN;
        }
        int before = innerness(path, 0, first);
        int behind = innerness(path, last, path.size() - 1);
        if (before == behind) {
            return UNKNOWN;
        }
        return before > behind ? new Crossing(null, point(path, last)) : new Crossing(point(path, first), null);
    }

    /**
     * Where only the NIC saw the packets the host is one of the ends, and the time to live tells which: packets that no
     * router has forwarded yet carry the value that systems start with.
     */
    private static Crossing atTheOnlyPoint(Hop nic, List<Hop> opposite) {
        if (opposite.size() != 1) {
            return UNKNOWN;
        }
        boolean fresh = isInitial(nic.ttl());
        boolean oppositeFresh = isInitial(opposite.get(0).ttl());
        if (fresh == oppositeFresh) {
            return UNKNOWN;
        }
        CapturePoint point = nic.capturePoint();
        return fresh ? new Crossing(null, point) : new Crossing(point, null);
    }

    private static boolean isInitial(int ttl) {
        return ttl == 64 || ttl == 128 || ttl == 255;
    }

    /** How much the stretch between two hops of the path looks like the inside of the host. */
    private int innerness(List<Hop> path, int from, int to) {
        int found = 0;
        for (int i = from; i < to; i++) {
            Hop hop = path.get(i);
            Hop next = path.get(i + 1);
            found |= hop.tuple().equals(next.tuple()) ? 0 : TRANSLATED;
            found |= next.ttl() < hop.ttl() ? ROUTED : 0;
        }
        for (int i = from; i <= to; i++) {
            found |= isInner(roles.of(point(path, i))) ? INNER_ROLE : 0;
        }
        return found;
    }

    private static boolean isInner(Role role) {
        return switch (role) {
            case BRIDGE, PORT, CONTAINER, LOOPBACK -> true;
            case NIC, TUNNEL, UNKNOWN -> false;
        };
    }

    private int firstNic(List<Hop> path) {
        for (int i = 0; i < path.size(); i++) {
            if (isNic(path.get(i).capturePoint())) {
                return i;
            }
        }
        return -1;
    }

    private int lastNic(List<Hop> path) {
        int last = -1;
        for (int i = 0; i < path.size(); i++) {
            last = isNic(path.get(i).capturePoint()) ? i : last;
        }
        return last;
    }

    private boolean isNic(CapturePoint point) {
        return roles.of(point) == Role.NIC;
    }

    private static CapturePoint point(List<Hop> path, int hop) {
        return path.get(hop).capturePoint();
    }
}
