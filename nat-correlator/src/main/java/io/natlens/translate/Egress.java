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
 * anything of the kind, or both the same, the answer is that the captures do not tell. Where only NICs saw the packets
 * the host is one of the ends, and the time to live tells which: packets that no router has forwarded yet carry a value
 * that systems start with.
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

    /** The NICs that each direction of a flow crossed: the original direction's, then the reply's. */
    Crossings of(List<Hop> original, List<Hop> reply) {
        if (runsBetweenNics(original) || runsBetweenNics(reply)) {
            return new Crossings(through(original), through(reply));
        }
        int initiatorSide = before(original) | behind(reply);
        int responderSide = behind(original) | before(reply);
        if (initiatorSide == responderSide && original.size() == 1 && reply.size() == 1) {
            initiatorSide = isInitial(original.get(0).ttl()) ? 1 : 0;
            responderSide = isInitial(reply.get(0).ttl()) ? 1 : 0;
        }
        if (initiatorSide > responderSide) {
            return new Crossings(leaving(original), entering(reply));
        }
        if (initiatorSide < responderSide) {
            return new Crossings(entering(original), leaving(reply));
        }
        return new Crossings(UNKNOWN, UNKNOWN);
    }

    /** Whether the host forwards from NIC to NIC: both ends of the path are, and the host routed in between. */
    private boolean runsBetweenNics(List<Hop> path) {
        int last = path.size() - 1;
        return last > 0 && firstNic(path) == 0 && lastNic(path) == last && innerness(path, 0, last) >= ROUTED;
    }

    private Crossing through(List<Hop> path) {
        return runsBetweenNics(path) ? new Crossing(point(path, 0), point(path, path.size() - 1)) : UNKNOWN;
    }

    private Crossing leaving(List<Hop> path) {
        int last = lastNic(path);
        return last < 0 ? UNKNOWN : new Crossing(null, point(path, last));
    }

    private Crossing entering(List<Hop> path) {
        int first = firstNic(path);
        return first < 0 ? UNKNOWN : new Crossing(point(path, first), null);
    }

    private int before(List<Hop> path) {
        int first = firstNic(path);
        return first < 0 ? 0 : innerness(path, 0, first);
    }

    private int behind(List<Hop> path) {
        int last = lastNic(path);
        return last < 0 ? 0 : innerness(path, last, path.size() - 1);
    }

    /** The crossings of a flow's two directions. */
    record Crossings(Crossing original, Crossing reply) {}

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
