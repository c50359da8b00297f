package io.natlens.leg;

import io.natlens.decode.Observation;
import io.natlens.frame.CapturePoint;
import io.natlens.frame.CapturePoints;
import org.jspecify.annotations.Nullable;

/**
 * The capture point at which a packet was seen: its frame's, or, where an {@code any} capture names the interface in each
 * frame (LINKTYPE_LINUX_SLL2), that interface's. For one thread.
 */
public final class InterfacePoints {
    private static final int NO_INTERFACE = 0;

    /** One interface of an {@code any} capture. */
    private record Interface(CapturePoint any, int index, CapturePoint point) {}

    private final CapturePoints points;
    private final @Nullable Interface[] interfaces = new Interface[64];

    /**
     * Begins with no interface known.
     *
     * @param points gets the points of the interfaces
     */
    public InterfacePoints(CapturePoints points) {
        this.points = points;
    }

    /**
     * The point at which this packet was seen.
     *
     * @param ofFrame the frame's own capture point
     */
    public CapturePoint of(CapturePoint ofFrame, Observation observation) {
        int index = observation.interfaceIndex();
        return index == NO_INTERFACE ? ofFrame : interfaceOf(ofFrame, index);
    }

    private CapturePoint interfaceOf(CapturePoint any, int index) {
        int slot = index & (interfaces.length - 1);
        Interface known = interfaces[slot];
        if (known == null || known.index() != index || known.any() != any) {
            known = new Interface(any, index, points.interfaceOf(any, index));
            interfaces[slot] = known;
        }
        return known.point();
    }
}
