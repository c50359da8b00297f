package io.natlens.host;

import io.natlens.frame.CapturePoint;
import io.natlens.frame.CapturePoints;
import java.util.List;

/**
 * The capture points that are NICs. Every flow may ask for them, and there may be thousands of points, so that these are
 * looked at again only when there are more. For use by one thread at a time.
 */
public final class Nics {
    private final CapturePoints points;
    private final Roles roles;
    private int looked;
    private List<CapturePoint> nics = List.of();

    /** Looks at nothing yet. */
    public Nics(CapturePoints points, Roles roles) {
        this.points = points;
        this.roles = roles;
    }

    /** Those named until now, in their order. */
    public List<CapturePoint> all() {
        if (looked != points.size()) {
            List<CapturePoint> all = points.all();
            nics = all.stream().filter(point -> roles.of(point) == Role.NIC).toList();
            looked = all.size();
        }
        return nics;
    }
}
