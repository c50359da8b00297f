package io.natlens.report;

import io.natlens.frame.CapturePoints;
import io.natlens.host.Nics;
import io.natlens.host.Roles;

/**
 * What a report knows besides its flows.
 *
 * @param points all capture points of the run; more may be named while it goes on
 * @param nics those of the points that are NICs
 * @param color whether the report may carry the colours of a terminal
 */
public record ReportContext(CapturePoints points, Roles roles, Nics nics, boolean color) {
    /** The NICs are those of the points that have such a role. */
    public ReportContext(CapturePoints points, Roles roles, boolean color) {
        this(points, roles, new Nics(points, roles), color);
    }
}
