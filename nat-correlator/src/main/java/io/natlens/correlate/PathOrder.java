package io.natlens.correlate;

import io.natlens.host.Role;
import io.natlens.host.Roles;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The legs of a group in the order in which they lie between initiator and responder.
 *
 * <p>A leg's place is how far behind the first point it sees the initiator's packets, less how far behind the first point
 * it sees the responder's: routers passed, and where those are equal, time; time alone where {@link RaisedTtl the time to
 * live grows}. Whatever makes a point late in both directions, be it another clock or a copy handed out after the original,
 * cancels out.
 */
final class PathOrder {
    /** A router weighs more than any delay, in nanoseconds. */
    private static final double ROUTER = 1e15;

    private final List<Station> stations;
    private final int original;
    private final Roles roles;
    private final double router;
    private final boolean isOneTrail;

    /**
     * @param isOneTrail whether packets tie all legs, and not the numbers of a handshake alone
     * @param original the group's direction in which the initiator's packets go
     * @param raised learns of these legs, too
     */
    PathOrder(List<Station> stations, boolean isOneTrail, int original, Roles roles, RaisedTtl raised) {
        this.stations = stations;
        this.isOneTrail = isOneTrail;
        this.original = original;
        this.roles = roles;
        raised.learn(stations, original);
        router = raised.isOnWayOf(stations) ? 0 : ROUTER;
    }

    /** From the initiator to the responder. */
    List<Station> sorted() {
        List<Station> sorted = new ArrayList<>(stations);
        if (sorted.size() > 1) {
            place();
            sorted.sort(this::compare);
            settleNeighbours(sorted);
            moveBridgesInward(sorted);
        }
        return sorted;
    }

    private void place() {
        for (Station station : stations) {
            if (seesBoth(station)) {
                station.place = behind(station, original) - behind(station, 1 - original);
            }
        }
        for (Station station : stations) {
            if (!seesBoth(station)) {
                station.place = placeBesideOthers(station);
            }
        }
    }

    private int compare(Station a, Station b) {
        int byPlace = Double.compare(a.place, b.place);
        if (byPlace != 0) {
            return byPlace;
        }
        int byDirections = directions(a) - directions(b);
        if (byDirections != 0) {
            return byDirections;
        }
        int byDepth = depth(a) - depth(b);
        return byDepth != 0 ? byDepth : Long.compare(a.node.firstSeen(), b.node.firstSeen());
    }

    /**
     * Exchanges neighbours that the packets of both put the other way round. A place is a mean over the packets that a
     * point has seen; if it missed some, that of its neighbour is over others.
     */
    private void settleNeighbours(List<Station> sorted) {
        for (int pass = 1; pass < sorted.size(); pass++) {
            for (int i = sorted.size() - 1; i >= pass; i--) {
                if (isBehind(sorted.get(i - 1), sorted.get(i))) {
                    Collections.swap(sorted, i - 1, i);
                }
            }
        }
    }

    /** Whether packets that both have seen, not routed in between, come to the first later than to the second. */
    private boolean isBehind(Station station, Station other) {
        Edge edge = station.edgeTo(other);
        if (edge == null || (router > 0 && !isSameTtl(station, other))) {
            return false;
        }
        int there = original ^ edge.first.orientation;
        if (edge.count(there) == 0 || edge.count(1 - there) == 0) {
            return false;
        }
        long secondBehindFirst = edge.median(there) - edge.median(1 - there);
        return edge.first == station.node ? secondBehindFirst < 0 : secondBehindFirst > 0;
    }

    private void moveBridgesInward(List<Station> sorted) {
        for (Station station : stations) {
            if (roles.of(station.point()) == Role.BRIDGE) {
                moveInward(station, sorted);
            }
        }
    }

    /**
     * Puts a bridge on the inner side of a NIC or tunnel that is its port. Linux forwards a frame before it hands a copy
     * to the bridge's own interface (net/bridge/br_input.c), so that by time the bridge may lie beyond its port.
     */
    private void moveInward(Station bridge, List<Station> sorted) {
        int at = sorted.indexOf(bridge);
        int first = at;
        while (first > 0 && isPortOf(bridge, sorted.get(first - 1))) {
            first--;
        }
        int last = at;
        while (last < sorted.size() - 1 && isPortOf(bridge, sorted.get(last + 1))) {
            last++;
        }
        boolean inside = isInitiatorInside();
        if (inside && last == sorted.size() - 1) {
            sorted.remove(at);
            sorted.add(first, bridge);
        } else if (!inside && first == 0) {
            sorted.remove(at);
            sorted.add(last, bridge);
        }
    }

    /** Whether an outer point carries the bridge's frames, not routed in between. */
    private boolean isPortOf(Station bridge, Station other) {
        Role role = roles.of(other.point());
        boolean outer = role == Role.NIC || role == Role.TUNNEL;
        return outer && other.form.equals(bridge.form) && isSameTtl(bridge, other);
    }

    /** Whether no router lies between two legs, as far as packets of either direction show it. */
    private static boolean isSameTtl(Station a, Station b) {
        return isSameTtl(a.tally(0), b.tally(0)) && isSameTtl(a.tally(1), b.tally(1));
    }

    private static boolean isSameTtl(Tally its, Tally other) {
        return its.isEmpty() || other.isEmpty() || its.ttl() == other.ttl();
    }

    private static boolean seesBoth(Station station) {
        return station.sees(0) && station.sees(1);
    }

    /**
     * The place of a leg that has seen one direction only: just behind the last leg that the packets of this direction
     * reach before it, or just before the first. Requests alone lie nearer to the responder than replies alone, for a tap
     * that shows each direction in another form shows it as it goes on (bridge netfilter, redirected sockets).
     */
    private double placeBesideOthers(Station station) {
        boolean request = station.sees(original);
        int direction = request ? original : 1 - original;
        double along = request ? 1 : -1;
        double behind = behind(station, direction);
        Station before = last(direction, behind);
        if (before != null) {
            return before.place + along / 2;
        }
        Station next = firstBehind(direction, behind);
        if (next != null) {
            return next.place - along / 2;
        }
        if (request) {
            return behind;
        }
        return isOfWhatCameIn() ? farthest(original) + farthest(1 - original) + 1 - behind : -behind - 1;
    }

    /**
     * Whether each point captured one direction, and one of them packets that no router had forwarded yet: so it is where only
     * what comes in is captured (tcpdump's {@code -Q in}). Requests are then seen before the host has routed them, and so
     * are replies, so that these lie nearer to the responder.
     */
    private boolean isOfWhatCameIn() {
        boolean unrouted = false;
        for (Station station : stations) {
            for (Station other : stations) {
                if (station.point() == other.point() && station.sees(0) != other.sees(0)) {
                    return false;
                }
            }
            unrouted |= station.tally(0).isUnrouted() || station.tally(1).isUnrouted();
        }
        return unrouted;
    }

    private double farthest(int direction) {
        double farthest = 0;
        for (Station station : stations) {
            farthest = station.sees(direction) ? Math.max(farthest, behind(station, direction)) : farthest;
        }
        return farthest;
    }

    /** Of those that see both directions, the last that packets of one reach so soon; null if there is none. */
    private @Nullable Station last(int direction, double soon) {
        Station last = null;
        for (Station other : stations) {
            double its = behind(other, direction);
            if (seesBoth(other) && its <= soon && (last == null || its > behind(last, direction))) {
                last = other;
            }
        }
        return last;
    }

    /** Of those that see both directions, the first that packets of one reach later; null if there is none. */
    private @Nullable Station firstBehind(int direction, double soon) {
        Station first = null;
        for (Station other : stations) {
            double its = behind(other, direction);
            if (seesBoth(other) && its > soon && (first == null || its < behind(first, direction))) {
                first = other;
            }
        }
        return first;
    }

    /** How far behind the first point, in nanoseconds and routers. */
    private double behind(Station station, int direction) {
        Tally tally = station.tally(direction);
        double start = isOneTrail ? 0 : startOfTrail(station, direction);
        if (tally.isFollowed()) {
            return start + Math.round(tally.meanRouters()) * router + tally.meanLag();
        }
        return station.node.isFirst(direction ^ station.node.orientation) ? start : behindFirstPacket(tally, direction);
    }

    /**
     * How far behind the first point packets are where those that are known to have come to this leg were seen first. Legs that
     * only the numbers of a handshake tie have each a beginning of their own.
     */
    private double startOfTrail(Station station, int direction) {
        Station first = station;
        for (Station other : trail(station, direction)) {
            Tally its = other.tally(direction);
            first = its.firstSeen() < first.tally(direction).firstSeen() ? other : first;
        }
        return behindFirstPacket(first.tally(direction), direction);
    }

    /** The legs that packets of this direction tie to one, itself included. */
    private List<Station> trail(Station station, int direction) {
        List<Station> trail = new ArrayList<>(List.of(station));
        for (int known = 0; known < trail.size(); known++) {
            for (Station other : stations) {
                if (!trail.contains(other) && sharesPackets(trail.get(known), other, direction)) {
                    trail.add(other);
                }
            }
        }
        return trail;
    }

    private static boolean sharesPackets(Station a, Station b, int direction) {
        Edge edge = a.edgeTo(b);
        return edge != null && edge.count(direction ^ edge.first.orientation) > 0;
    }

    /** For a leg of which no packet of the direction is plainly that of another: by the first packet of each. */
    private double behindFirstPacket(Tally own, int direction) {
        Tally earliest = own;
        for (Station other : stations) {
            Tally its = other.tally(direction);
            earliest = its.firstSeen() < earliest.firstSeen() ? its : earliest;
        }
        return (earliest.ttl() - own.ttl()) * router + (own.firstSeen() - earliest.firstSeen());
    }

    /** Replies alone lie nearer to the initiator, as {@link #placeBesideOthers} says. */
    private int directions(Station station) {
        return (station.sees(original) ? 1 : 0) - (station.sees(1 - original) ? 1 : 0);
    }

    /** Where nothing else decides: a container is nearer to what is inside than its port, a bridge, a NIC. */
    private int depth(Station station) {
        Role role = roles.of(station.point());
        int inward =
                switch (role) {
                    case CONTAINER, LOOPBACK -> 0;
                    case UNKNOWN -> 1;
                    case PORT -> 2;
                    case BRIDGE -> 3;
                    case TUNNEL -> 4;
                    case NIC -> 5;
                };
        return isInitiatorInside() ? inward : -inward;
    }

    /** Whether something else than a NIC was the first to see the initiator's packets. */
    private boolean isInitiatorInside() {
        Station first = stations.get(0);
        for (Station station : stations) {
            first = isBefore(station, first) ? station : first;
        }
        return roles.of(first.point()) != Role.NIC;
    }

    private boolean isBefore(Station station, Station other) {
        int byPlace = Double.compare(station.place, other.place);
        boolean earlier =
                station.tally(original).firstSeen() < other.tally(original).firstSeen();
        return byPlace < 0 || (byPlace == 0 && earlier);
    }
}
