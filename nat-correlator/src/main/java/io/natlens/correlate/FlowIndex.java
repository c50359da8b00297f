package io.natlens.correlate;

import io.natlens.decode.Observation;
import io.natlens.frame.CapturePoint;
import io.natlens.leg.FragmentCache;
import io.natlens.leg.LegIndex;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Says of each packet, when the captures are read once more, to which flow it belongs and where on its path it was seen.
 *
 * <p>A packet's place is one word: the flow's number, the direction, the hop. Later fragments have the place of their
 * datagram's first, an ICMP error that of the packet that it speaks of.
 */
public final class FlowIndex {
    /** The place of a packet that belongs to no flow. */
    public static final long NONE = LegIndex.NONE;

    private static final int HOP_BITS = 10;
    private static final int REPLY = 1 << (2 * HOP_BITS);
    private static final int FLOW_SHIFT = 2 * HOP_BITS + 1;
    private static final int MOST_HOPS = (1 << HOP_BITS) - 1;

    private final LegIndex legs = new LegIndex();
    private final FragmentCache<Long> fragments = new FragmentCache<>();

    /**
     * Takes a flow.
     *
     * @param id its number in the report, at least 1
     */
    public void add(long id, Flow flow) {
        add(id << FLOW_SHIFT, flow.original());
        add((id << FLOW_SHIFT) | REPLY, flow.reply());
    }

    private void add(long direction, List<Hop> path) {
        int hops = Math.min(path.size(), MOST_HOPS);
        for (int i = 0; i < hops; i++) {
            Hop hop = path.get(i);
            long place = direction | ((long) i << HOP_BITS) | hops;
            legs.add(hop.capturePoint(), hop.vlan(), hop.tuple(), hop.firstSeen(), hop.lastSeen(), place);
        }
    }

    /**
     * The place of a packet, or {@link #NONE}. To be asked for all packets in the order of time.
     *
     * @param timeNanos as the report has it
     */
    public long find(Observation packet, CapturePoint point, long timeNanos) {
        return switch (packet.kind()) {
            case FLOW -> findFlow(packet, point, timeNanos);
            case FRAGMENT -> findFragment(packet, point, timeNanos);
            case ERROR -> legs.findEmbedded(packet, point, timeNanos);
            case OTHER, UNDECODABLE -> NONE;
        };
    }

    private long findFlow(Observation packet, CapturePoint point, long timeNanos) {
        long place = legs.find(packet, point, timeNanos);
        if (packet.firstFragment()) {
            fragments.put(packet, point, timeNanos, place, 0);
        }
        return place;
    }

    private long findFragment(Observation fragment, CapturePoint point, long timeNanos) {
        @Nullable Long place = fragments.find(fragment, point, timeNanos);
        return place == null ? NONE : place;
    }

    /** The flow's number. */
    public static long flow(long place) {
        return place >> FLOW_SHIFT;
    }

    /** Whether the packet, or that which an error speaks of, is the responder's. */
    public static boolean isReply(long place) {
        return (place & REPLY) != 0;
    }

    /** Which hop of its direction's path, from 0. */
    public static int hop(long place) {
        return (int) (place >> HOP_BITS) & MOST_HOPS;
    }

    /** How many hops the direction's path has; of those behind the {@value #MOST_HOPS}th the index knows nothing. */
    public static int hops(long place) {
        return (int) place & MOST_HOPS;
    }
}
