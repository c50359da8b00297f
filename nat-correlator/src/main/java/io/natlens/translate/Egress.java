package io.natlens.translate;

import io.natlens.correlate.Hop;
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
    private final Roles roles;

    Egress(Roles roles) {
        this.roles = roles;
    }

    /** The NICs that each direction of a flow crossed: the original direction's, then the reply's. */
    Crossings of(List<Hop> original, List<Hop> reply) {
        NicPath there = new NicPath(original, roles);
        NicPath back = new NicPath(reply, roles);
        if (there.runsBetweenNics() || back.runsBetweenNics()) {
            return new Crossings(there.through(), back.through());
        }
        int initiatorSide = there.before() | back.behind();
        int responderSide = there.behind() | back.before();
        if (initiatorSide == responderSide && original.size() == 1 && reply.size() == 1) {
            initiatorSide = original.get(0).isUnrouted() ? 1 : 0;
            responderSide = reply.get(0).isUnrouted() ? 1 : 0;
        }
        if (initiatorSide > responderSide) {
            return new Crossings(there.leaving(), back.entering());
        }
        if (initiatorSide < responderSide) {
            return new Crossings(there.entering(), back.leaving());
        }
        return new Crossings(Crossing.UNKNOWN, Crossing.UNKNOWN);
    }

    /** The crossings of a flow's two directions. */
    record Crossings(Crossing original, Crossing reply) {}
}
