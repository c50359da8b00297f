package io.natlens.report;

import io.natlens.frame.CapturePoint;
import io.natlens.frame.CapturePoints;
import io.natlens.host.Role;
import io.natlens.host.Roles;
import java.util.List;

/**
 * What a report knows besides its flows.
 *
 * @param points all capture points of the run; more may be named while it goes on
 * @param color whether the report may carry the colours of a terminal
 */
public record ReportContext(CapturePoints points, Roles roles, boolean color) {
    /** The capture points that are NICs, in the order in which they were named. */
    List<CapturePoint> nics() {
        return points.all().stream()
                .filter(point -> roles.of(point) == Role.NIC)
                .toList();
    }
}
