package io.natlens.leg;

import io.natlens.decode.Observation;
import io.natlens.frame.CapturePoint;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The living legs of one thread's capture points, found by tuple.
 *
 * <p>A leg ends when its tuple is used for another connection, when it has been quiet for so long that the kernel's
 * connection tracking would have forgotten it, or when the table is full and the leg is among the quietest. Its number
 * is given to another leg only after {@link #release}.
 *
 * <p>The index is open addressing with linear probing over one array of longs: 32 bits of the hash, of which the lower
 * ones say where to begin, and the leg's number plus one. So it grows, and closes its gaps, without a look at the legs.
 */
public final class LegTable {
    private static final long SECOND = 1_000_000_000L;
    private static final int SWEEP_STEP = 64;

    /** Time for what the network has delayed. No leg's limit is less, so that most packets need not be asked for theirs. */
    private static final long CLOSED_LIMIT = 5 * SECOND;

    /** From here on UDP that is answered is a stream for conntrack, and before that a question and its answer. */
    private static final long UDP_STREAM = 2 * SECOND;

    private final int mostLegs;
    private final ClosedLegs closed = new ClosedLegs(CLOSED_LIMIT);
    private final SentTable sent = new SentTable();
    private final List<Leg> started = new ArrayList<>();
    private final List<Leg> identified = new ArrayList<>();
    private final List<Leg> ended = new ArrayList<>();
    private @Nullable Leg[] legs = new Leg[1024];
    private int[] freeNumbers = new int[1024];
    private int free;
    private int numbers;
    private long[] index = new long[4096];
    private int living;
    private int sweepAt;
    private long evicted;

    /** @param mostLegs how many legs may live at once, at least 1 */
    public LegTable(int mostLegs) {
        this.mostLegs = mostLegs;
    }

    /**
     * Finds a packet's leg, which is made if need be.
     *
     * @param observation of kind {@code FLOW}
     * @return the leg's number times two plus the packet's direction
     */
    public int observe(Observation observation, CapturePoint point, long timeNanos) {
        long hash = TupleHash.of(observation, point);
        Leg leg = find(observation, point, hash);
        int direction = leg == null ? 0 : direction(leg, observation, point);
        if (leg != null && isOver(leg, direction, observation, timeNanos)) {
            end(leg);
            leg = null;
            direction = 0;
        }
        if (leg == null) {
            leg = start(observation, point, hash, timeNanos);
        }
        leg.count(direction, timeNanos);
        learn(leg, direction, observation);
        return leg.number() << 1 | direction;
    }

    private void learn(Leg leg, int direction, Observation observation) {
        leg.learnIpId(observation);
        if (observation.protocol() == FiveTuple.TCP) {
            boolean open = !leg.isClosed();
            if (leg.learnTcp(direction, observation)) {
                identified.add(leg);
            }
            if (open && leg.isClosed()) {
                close(leg);
            }
        } else if (leg.sourcePort() != 0 && FiveTuple.isIcmp(observation.protocol())) {
            leg.learnIcmp(direction, isQuery(observation));
        }
    }

    private void close(Leg leg) {
        closed.add(leg);
        if (closed.size() > 2 * living + SWEEP_STEP) {
            closed.forgetEnded();
        }
    }

    /** Echo, timestamp, information and address mask requests (RFC 792, RFC 950, RFC 4443). */
    private static boolean isQuery(Observation icmp) {
        return switch (icmp.icmpType()) {
            case 8, 13, 15, 17 -> icmp.protocol() == FiveTuple.ICMP;
            case 128 -> icmp.protocol() == FiveTuple.ICMPV6;
            default -> false;
        };
    }

    private static boolean isOver(Leg leg, int direction, Observation observation, long timeNanos) {
        boolean reopened = observation.protocol() == FiveTuple.TCP
                && (observation.tcpFlags() & Observation.SYN) != 0
                && leg.isReopenedBy(direction, observation);
        long quiet = timeNanos - leg.lastSeen();
        return reopened || (quiet > CLOSED_LIMIT && quiet > idleLimit(leg));
    }

    /**
     * How long a leg may be quiet, in nanoseconds: what conntrack grants by default (net/netfilter, the _TIMEOUT tables),
     * but an hour to an established TCP connection in place of five days, and five seconds to a closed one.
     */
    private static long idleLimit(Leg leg) {
        boolean answered = leg.packets(0) > 0 && leg.packets(1) > 0;
        return switch (leg.protocol()) {
            case FiveTuple.TCP -> leg.isClosed() ? CLOSED_LIMIT : answered ? 3600 * SECOND : 120 * SECOND;
            case FiveTuple.UDP -> answered && leg.duration() > UDP_STREAM ? 120 * SECOND : 30 * SECOND;
            case FiveTuple.ICMP, FiveTuple.ICMPV6 -> 30 * SECOND;
            default -> 600 * SECOND;
        };
    }

    /**
     * Notes an ICMP error on the leg of the packet that it speaks of.
     *
     * @param observation of kind {@code ERROR}
     * @return the leg's number times two plus the error's own direction, or -1 where no such leg lives
     */
    public int observeError(Observation observation, CapturePoint point, long timeNanos) {
        long hash = TupleHash.ofEmbedded(observation, point);
        int mask = index.length - 1;
        for (int slot = home(hash, mask); index[slot] != 0; slot = (slot + 1) & mask) {
            Leg leg = legAt(slot, hash);
            int direction = leg == null ? -1 : embeddedDirection(leg, observation, point);
            if (leg != null && direction >= 0) {
                leg.learnError(1 - direction, observation, timeNanos);
                return leg.number() << 1 | 1 - direction;
            }
        }
        return -1;
    }

    /** The leg of this number, which must be living or not yet released. */
    public Leg leg(int number) {
        Leg leg = legs[number];
        if (leg == null) {
            throw new IllegalArgumentException("no leg has the number " + number);
        }
        return leg;
    }

    /**
     * Ends the legs that have been quiet for too long: all that are closed, and of the others a few at each call, so that
     * the cost is spread; all are looked at in turn.
     */
    public void sweep(long nowNanos) {
        for (Leg leg = closed.next(nowNanos); leg != null; leg = closed.next(nowNanos)) {
            if (!leg.hasEnded()) {
                end(leg);
            }
        }
        for (int step = 0; step < SWEEP_STEP && numbers > 0; step++) {
            sweepAt = sweepAt + 1 < numbers ? sweepAt + 1 : 0;
            Leg leg = legs[sweepAt];
            if (leg != null && !leg.hasEnded() && nowNanos - leg.lastSeen() > idleLimit(leg)) {
                end(leg);
            }
        }
    }

    /** Ends all legs: no packet will come any more. */
    public void endAll() {
        for (int number = 0; number < numbers; number++) {
            Leg leg = legs[number];
            if (leg != null && !leg.hasEnded()) {
                end(leg);
            }
        }
    }

    /** Gives an ended leg's number back for another leg. */
    void release(int number) {
        leg(number).releaseSent();
        legs[number] = null;
        if (free == freeNumbers.length) {
            freeNumbers = Arrays.copyOf(freeNumbers, free * 2);
        }
        freeNumbers[free++] = number;
    }

    /** Moves the legs that have started, learned both initial sequence numbers, and ended since the last call. */
    public void drain(List<Leg> toStarted, List<Leg> toIdentified, List<Leg> toEnded) {
        move(started, toStarted);
        move(identified, toIdentified);
        move(ended, toEnded);
    }

    private static void move(List<Leg> from, List<Leg> to) {
        // mostly none, and addAll would make an array of none
        if (!from.isEmpty()) {
            to.addAll(from);
            from.clear();
        }
    }

    /** What the ends of the TCP legs sent. */
    SentTable sent() {
        return sent;
    }

    /** How many legs were ended only because the table was full. */
    public long evicted() {
        return evicted;
    }

    private Leg start(Observation observation, CapturePoint point, long hash, long timeNanos) {
        if (living >= mostLegs) {
            evict();
        }
        int number = free > 0 ? freeNumbers[--free] : numbers++;
        if (number == legs.length) {
            legs = Arrays.copyOf(legs, number * 2);
        }
        Leg leg = new Leg(number, point, observation, timeNanos, sent);
        legs[number] = leg;
        insert((hash & 0xffffffff00000000L) | (number + 1));
        started.add(leg);
        return leg;
    }

    /** Ends the quietest of a few legs: near enough to the quietest of all, at a fraction of its price. */
    private void evict() {
        Leg quietest = null;
        for (int step = 0; step < numbers && (step < SWEEP_STEP || quietest == null); step++) {
            sweepAt = sweepAt + 1 < numbers ? sweepAt + 1 : 0;
            Leg leg = legs[sweepAt];
            boolean quieter = leg != null && (quietest == null || leg.lastSeen() < quietest.lastSeen());
            if (quieter && leg != null && !leg.hasEnded()) {
                quietest = leg;
            }
        }
        if (quietest != null) {
            end(quietest);
            evicted++;
        }
    }

    private void end(Leg leg) {
        leg.end();
        remove(leg);
        ended.add(leg);
    }

    private @Nullable Leg find(Observation observation, CapturePoint point, long hash) {
        int mask = index.length - 1;
        for (int slot = home(hash, mask); index[slot] != 0; slot = (slot + 1) & mask) {
            Leg leg = legAt(slot, hash);
            if (leg != null && direction(leg, observation, point) >= 0) {
                return leg;
            }
        }
        return null;
    }

    /** Where the search for an entry, or for all of its hash, begins. */
    private static int home(long entry, int mask) {
        return (int) (entry >>> 32) & mask;
    }

    /** The leg in this slot if it has the hash. */
    private @Nullable Leg legAt(int slot, long hash) {
        long entry = index[slot];
        return (entry ^ hash) >>> 32 == 0 ? legs[(int) entry - 1] : null;
    }

    private static int direction(Leg leg, Observation o, CapturePoint point) {
        return leg.directionOf(
                point,
                o.vlan(),
                o.protocol(),
                o.sourceHigh(),
                o.sourceLow(),
                o.sourcePort(),
                o.destinationHigh(),
                o.destinationLow(),
                o.destinationPort());
    }

    private static int embeddedDirection(Leg leg, Observation o, CapturePoint point) {
        return leg.directionOf(
                point,
                o.vlan(),
                o.embeddedProtocol(),
                o.embeddedSourceHigh(),
                o.embeddedSourceLow(),
                o.embeddedSourcePort(),
                o.embeddedDestinationHigh(),
                o.embeddedDestinationLow(),
                o.embeddedDestinationPort());
    }

    private int slotOf(Leg leg) {
        int mask = index.length - 1;
        int slot = home(TupleHash.atPoint(leg), mask);
        while ((int) index[slot] != leg.number() + 1) {
            slot = (slot + 1) & mask;
        }
        return slot;
    }

    private void insert(long entry) {
        if (++living * 3L > index.length * 2L) {
            grow();
        }
        put(index, entry);
    }

    private static void put(long[] into, long entry) {
        int mask = into.length - 1;
        int slot = home(entry, mask);
        while (into[slot] != 0) {
            slot = (slot + 1) & mask;
        }
        into[slot] = entry;
    }

    private void grow() {
        long[] larger = new long[index.length * 2];
        for (long entry : index) {
            if (entry != 0) {
                put(larger, entry);
            }
        }
        index = larger;
    }

    /** Empties the leg's slot and moves back what had been pushed past it, so that probing needs no tombstones. */
    private void remove(Leg leg) {
        int mask = index.length - 1;
        int hole = slotOf(leg);
        for (int slot = (hole + 1) & mask; index[slot] != 0; slot = (slot + 1) & mask) {
            if (((slot - home(index[slot], mask)) & mask) >= ((slot - hole) & mask)) {
                index[hole] = index[slot];
                hole = slot;
            }
        }
        index[hole] = 0;
        living--;
    }
}
