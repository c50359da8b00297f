package io.natlens.host;

import io.natlens.frame.CapturePoint;
import io.natlens.frame.CapturePoints;
import java.util.List;

/**
 * The capture points that are NICs. Every flow may ask for them, and there may be thousands of points, so that these are
 * looked at again only when there are more. Safe for use by several threads.
 */
public final class Nics {
    /** What was found when there were so many points. */
    private record Found(int points, List<CapturePoint> nics) {}

    private final CapturePoints points;
    private final Roles roles;
    private volatile Found found = new Found(0, List.of());

    /** Looks at nothing yet. */
    public Nics(CapturePoints points, Roles roles) {
        this.points = points;
        this.roles = roles;
    }

    /** Those named until now, in their order. */
    public List<CapturePoint> all() {
        Found known = found;
        if (known.points != points.size()) {
            List<CapturePoint> all = points.all();
            known = new Found(
                    all.size(),
                    all.stream().filter(point -> roles.of(point) == Role.NIC).toList());
            found = known;
        }
        return known.nics;
    }
}
