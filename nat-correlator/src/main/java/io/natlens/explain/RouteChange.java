package io.natlens.explain;

import io.natlens.correlate.Hop;
import io.natlens.explain.Diagnosis.Code;
import io.natlens.host.Role;
import io.natlens.host.Roles;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Finds where the packets of one direction took another NIC from some time on. */
final class RouteChange {
    private final String direction;
    private final List<Hop> path;
    private final Roles roles;

    /** @param direction what the sentence calls it */
    RouteChange(String direction, List<Hop> path, Roles roles) {
        this.direction = direction;
        this.path = path;
        this.roles = roles;
    }

    /** What there is to say; null if the route did not change, as far as the captures show. */
    @Nullable
    Diagnosis diagnosis() {
        for (int i = 1; i < path.size(); i++) {
            Hop one = path.get(i - 1);
            Hop other = path.get(i);
            boolean inOrder = one.firstSeen() <= other.firstSeen();
            Hop before = inOrder ? one : other;
            Hop after = inOrder ? other : one;
            if (other.delay() == null && isReplaced(before, after)) {
                return new Diagnosis(Code.ROUTE_CHANGED, sentence(before, after));
            }
        }
        return null;
    }

    private boolean isReplaced(Hop before, Hop after) {
        return isNic(before)
                && isNic(after)
                && before.capturePoint() != after.capturePoint()
                && before.tuple().equals(after.tuple())
                && before.lastSeen() < after.firstSeen()
                && isAnyWithAllPacketsOf(before, after);
    }

    private boolean isNic(Hop hop) {
        return roles.of(hop.capturePoint()) == Role.NIC;
    }

    /** Whether a third hop may have seen all packets of both. */
    private boolean isAnyWithAllPacketsOf(Hop before, Hop after) {
        for (Hop hop : path) {
            if (hop.packets() >= before.packets() + after.packets()) {
                return true;
            }
        }
        return false;
    }

    private String sentence(Hop before, Hop after) {
        String packets = before.packets() == 1 ? "1 packet" : before.packets() + " packets";
        String later = after.packets() == 1 ? "the later one " : "the " + after.packets() + " later ones ";
        return packets + " of " + direction + " passed " + before.capturePoint() + ", " + later + after.capturePoint()
                + " in its place";
    }
}
