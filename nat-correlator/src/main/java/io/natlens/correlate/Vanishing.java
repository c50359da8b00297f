package io.natlens.correlate;

import io.natlens.frame.CapturePoint;
import io.natlens.host.Role;
import io.natlens.host.Roles;
import io.natlens.leg.FiveTuple;
import io.natlens.wire.IpAddress;
import java.util.ArrayList;
import java.util.List;

/**
 * Finds flows that got into a host and not out of it: containers sent them, and no NIC shows them though it would.
 *
 * <p>Nothing is said where there may be another reason: an answer or an error of any kind, a destination that may be on the
 * sender's own network or the host itself, a tunnel, a capture that lost frames or did not last as long.
 */
final class Vanishing {
    /** How long a host may hold a packet before it is at the next point, in nanoseconds. */
    private static final long HELD = 100_000_000L;

    private final Roles roles;
    private final CaptureTimes times;
    private final HostAddresses own;

    Vanishing(Roles roles, CaptureTimes times, HostAddresses own) {
        this.roles = roles;
        this.times = times;
        this.own = own;
    }

    /** The same flow, with what would have shown it behind its last capture point. */
    Flow judge(Flow flow) {
        boolean unanswered = flow.reply().isEmpty() && flow.errors().isEmpty() && !flow.closed();
        if (!unanswered || !flow.initiatorKnown() || flow.evidence().ambiguous()) {
            return flow;
        }
        boolean beyond = comesFromInside(flow.original())
                && isBeyond(flow.first().source(), flow.last().destination());
        return beyond ? flow.vanishing(silent(flow)) : flow;
    }

    /** Whether the path begins at a container, ends at a bridge or before one, and nobody acknowledged any of it. */
    private boolean comesFromInside(List<Hop> path) {
        for (Hop hop : path) {
            Role role = roles.of(hop.capturePoint());
            if (role == Role.NIC || role == Role.TUNNEL || role == Role.LOOPBACK) {
                return false;
            }
        }
        Hop first = path.get(0);
        boolean opening = first.tuple().protocol() != FiveTuple.TCP || first.packets() == first.retransmissions() + 1;
        return opening
                && first.isUnrouted()
                && isInner(path.get(path.size() - 1).capturePoint());
    }

    private boolean isInner(CapturePoint point) {
        Role role = roles.of(point);
        return role == Role.BRIDGE || role == Role.PORT || role == Role.CONTAINER;
    }

    private boolean isBeyond(IpAddress source, IpAddress destination) {
        return !own.contains(source)
                && !own.contains(destination)
                && destination.isRoutable()
                && !destination.mayBeNeighbourOf(source);
    }

    /**
     * The NICs, and bridges, that captured from before the flow to after it and do not show it. Empty if none of them is a
     * NIC, or if one lost frames.
     */
    private List<CapturePoint> silent(Flow flow) {
        List<Hop> path = flow.original();
        String host = folder(path.get(0).capturePoint());
        List<CapturePoint> silent = new ArrayList<>();
        boolean nic = false;
        for (CapturePoint point : times.points()) {
            Role role = roles.of(point);
            if ((role != Role.NIC && role != Role.BRIDGE) || !folder(point).equals(host)) {
                continue;
            }
            if (times.dropped(point) > 0 || times.hasMissed(point)) {
                return List.of();
            }
            if (!isOn(path, point) && times.cover(point, flow.firstSeen(), flow.lastSeen() + HELD)) {
                silent.add(point);
                nic |= role == Role.NIC;
            }
        }
        return nic ? List.copyOf(silent) : List.of();
    }

    private static boolean isOn(List<Hop> path, CapturePoint point) {
        for (Hop hop : path) {
            if (hop.capturePoint() == point) {
                return true;
            }
        }
        return false;
    }

    /** What stands before the interface's name; captures of several hosts are told apart by it. */
    private static String folder(CapturePoint point) {
        return point.name().substring(0, point.name().lastIndexOf('/') + 1);
    }
}
