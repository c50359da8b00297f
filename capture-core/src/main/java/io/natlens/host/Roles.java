package io.natlens.host;

import io.natlens.frame.CapturePoint;
import java.util.Arrays;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The role of each capture point: the one that the user gave, else the one that its name suggests. */
public final class Roles {
    /** Names alone. */
    public static final Roles BY_NAME = new Roles(Map.of());

    /** What has been found out about a point. */
    private record Known(CapturePoint point, Role role) {}

    private final Map<String, Role> given;
    /** By the point's number, so that a name is looked at once and not for every hop; replaced by a longer one when it is full. */
    private volatile @Nullable Known[] known = new Known[64];

    /** @param given by the capture point's name */
    public Roles(Map<String, Role> given) {
        this.given = Map.copyOf(given);
    }

    public Role of(CapturePoint point) {
        @Nullable Known[] all = known;
        Known before = point.number() < all.length ? all[point.number()] : null;
        return before != null && before.point == point ? before.role : learn(point);
    }

    private synchronized Role learn(CapturePoint point) {
        if (point.number() >= known.length) {
            known = Arrays.copyOf(known, 2 * point.number());
        }
        Role role = given.get(point.name());
        Known now = new Known(point, role != null ? role : Role.ofName(point.name()));
        known[point.number()] = now;
        return now.role;
    }
}
