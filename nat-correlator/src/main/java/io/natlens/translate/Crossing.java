package io.natlens.translate;

import io.natlens.frame.CapturePoint;
import org.jspecify.annotations.Nullable;

/**
 * The NICs by which one direction of a flow came into the host and left it.
 *
 * @param ingress the first NIC on the path if the packets came in by one; null if not, or if the captures do not tell
 * @param egress the last NIC on the path if the packets left by one; null if not, or if the captures do not tell
 */
public record Crossing(@Nullable CapturePoint ingress, @Nullable CapturePoint egress) {
    static final Crossing UNKNOWN = new Crossing(null, null);
}
