package io.natlens.correlate;

import io.natlens.frame.CapturePoint;
import io.natlens.leg.Leg;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BiConsumer;
import org.agrona.collections.Long2ObjectHashMap;

/**
 * When TCP's handshakes passed capture points, so that one is known again even if a clock shows it hours later: the pair of
 * initial sequence numbers names it.
 *
 * <p>Keeps a bounded number, chosen by the numbers alone, so that of many connections the same are kept of all points.
 */
final class Handshakes {
    private static final int MOST = 4096;

    /**
     * One handshake at one point.
     *
     * @param low when the side with the lower initial sequence number was seen first, nanoseconds since the epoch
     * @param high when the other side was
     */
    record Seen(CapturePoint point, long low, long high) {}

    private final BiConsumer<Seen, Seen> pairs;
    private final Long2ObjectHashMap<List<Seen>> seen = new Long2ObjectHashMap<>();
    /** So many leading zeros a pair's hash must have. */
    private int rarity;

    /** @param pairs takes each handshake together with the same one at each other point before */
    Handshakes(BiConsumer<Seen, Seen> pairs) {
        this.pairs = pairs;
    }

    /** Notes a leg's handshake. */
    void add(Node node) {
        Leg leg = node.leg;
        if (leg.isnKnown(0) && leg.isnKnown(1)) {
            int low = leg.isn(0) < leg.isn(1) ? 0 : 1;
            long hash = hash((long) leg.isn(low) << 32 | (leg.isn(1 - low) & 0xffffffffL));
            // of many connections few are taken, and to tell them apart is all that most of them cost
            if (Long.numberOfLeadingZeros(hash) >= rarity) {
                add(hash, node, node.tally(low), node.tally(1 - low));
            }
        }
    }

    private void add(long hash, Node node, Tally low, Tally high) {
        CapturePoint point = node.leg.point();
        if (node.leg.initiator() < 0 || low.isEmpty() || high.isEmpty()) {
            return;
        }
        List<Seen> same = seen.get(hash);
        if (same == null) {
            same = new ArrayList<>(2);
            seen.put(hash, same);
        }
        Seen now = new Seen(point, low.firstSeen(), high.firstSeen());
        boolean again = false;
        for (Seen before : same) {
            pairs.accept(before, now);
            again |= before.point() == point;
        }
        if (!again) {
            same.add(now);
        }
        if (seen.size() > MOST) {
            thinOut();
        }
    }

    private void thinOut() {
        while (seen.size() > MOST) {
            rarity++;
            seen.keySet().removeIf(hash -> Long.numberOfLeadingZeros(hash) < rarity);
        }
    }

    /** SplitMix64's last step, which no two numbers leave with one result. */
    private static long hash(long isns) {
        long mixed = (isns ^ isns >>> 30) * 0xbf58476d1ce4e5b9L;
        mixed = (mixed ^ mixed >>> 27) * 0x94d049bb133111ebL;
        return mixed ^ mixed >>> 31;
    }
}
