package io.natlens.leg;

import io.natlens.decode.FrameDecoder;
import io.natlens.decode.Observation;
import io.natlens.frame.CapturePoint;
import io.natlens.frame.CapturePoints;
import io.natlens.frame.Frame;
import io.natlens.frame.FrameSource;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Reads one source, decodes its frames, counts them on their legs, and hands batches on. Makes no object per packet.
 *
 * <p>For one thread; what others may read is in the batches.
 */
public final class LegStage {
    private static final int SWEEPS_IN_A_PAUSE = 32;

    private final FrameSource source;
    private final InterfacePoints points;
    private final FrameDecoder decoder;
    private final LegTable table;
    private final FragmentCache<Leg> fragments = new FragmentCache<>();
    private final SegmentCounter segments;
    private final PointSeries retransmissions = new PointSeries();
    private final EmbeddedDns embeddedDns = new EmbeddedDns();
    private final Frame frame = new Frame();
    private final Observation observation = new Observation();
    private final Observation inner = new Observation();
    private final List<@Nullable PointCounts> counts = new ArrayList<>();
    private boolean exhausted;
    private boolean paused;
    private @Nullable IOException damage;

    public LegStage(FrameSource source, CapturePoints points, int digestLength, int mostLegs) {
        this.source = source;
        this.points = new InterfacePoints(points);
        decoder = new FrameDecoder(digestLength);
        table = new LegTable(mostLegs);
        segments = new SegmentCounter(table.sent());
    }

    /**
     * Reads on until the batch is full, the source pauses, or it is at its end; then all legs end, and the batch is the
     * last. Damage ends the source as its end does, and is kept for {@link #damage}.
     */
    public void fill(Batch batch) {
        batch.returnLegsTo(table);
        batch.clear();
        paused = false;
        long latest = Long.MIN_VALUE;
        while (!batch.isFull() && advance()) {
            latest = Math.max(latest, frame.timeNanos());
            observe(batch);
        }
        if (exhausted) {
            table.endAll();
            batch.markLast();
        } else {
            sweep(batch, latest);
        }
        batch.takeLegsOf(table);
        tellDrops(batch);
    }

    private void tellDrops(Batch batch) {
        // by index: an iterator would be an object for each batch
        for (int number = 0; number < counts.size(); number++) {
            PointCounts count = counts.get(number);
            long dropped = count == null ? 0 : source.dropped(count.point()).orElse(0);
            if (count != null && dropped > 0) {
                batch.dropped(count.point(), dropped);
            }
        }
    }

    /** Ends legs that have been quiet; in a pause there is time to look at many. */
    private void sweep(Batch batch, long latest) {
        long now = latest;
        if (paused) {
            now = Math.max(latest, source.clockNanos());
            batch.clock(now);
            for (int more = 0; more < SWEEPS_IN_A_PAUSE; more++) {
                table.sweep(now);
            }
        }
        table.sweep(now);
    }

    private boolean advance() {
        if (exhausted) {
            return false;
        }
        try {
            if (source.next(frame)) {
                return true;
            }
            paused = source.isPaused();
            exhausted = !paused;
        } catch (IOException e) {
            damage = e;
            exhausted = true;
        }
        return false;
    }

    private void observe(Batch batch) {
        decoder.decode(frame, observation);
        CapturePoint point = points.of(frame.capturePoint(), observation);
        PointCounts count = countsOf(point);
        count.count(frame.timeNanos(), frame.originalLength());
        switch (observation.kind()) {
            case FLOW -> observeFlow(batch, point);
            case FRAGMENT -> observeFragment(batch, point, count);
            case ERROR -> table.observeError(observation, point, frame.timeNanos());
            case UNDECODABLE -> count.countUndecodable();
            case OTHER -> {}
        }
    }

    private void observeFlow(Batch batch, CapturePoint point) {
        int leg = observe(observation, point, batch);
        if (EmbeddedDns.concerns(observation)) {
            pairAnswer(batch, point, table.leg(leg >>> 1));
        }
        if (observation.firstFragment()) {
            fragments.put(observation, point, frame.timeNanos(), table.leg(leg >>> 1), leg & 1);
        }
        if (observation.innerOffset() != 0) {
            decoder.decodeInner(frame, observation, inner);
            if (inner.kind() == Observation.Kind.FLOW) {
                int within = observe(inner, point, batch);
                carry(table.leg(leg >>> 1), table.leg(within >>> 1), within & 1, batch);
            }
        }
    }

    private static void carry(Leg outer, Leg within, int direction, Batch batch) {
        if (within.carriedBy(outer, direction)) {
            batch.carry(outer, within);
        }
    }

    private void pairAnswer(Batch batch, CapturePoint point, Leg leg) {
        Leg question = embeddedDns.questionOf(observation, frame, point, leg);
        if (question != null) {
            batch.pair(question, leg);
        }
    }

    private int observe(Observation packet, CapturePoint point, Batch batch) {
        int leg = table.observe(packet, point, frame.timeNanos());
        long fingerprint = Fingerprint.of(packet);
        if (packet.protocol() == FiveTuple.TCP) {
            if (segments.count(packet, fingerprint, table.leg(leg >>> 1), leg & 1, frame.timeNanos())) {
                retransmissions.add(point.number(), frame.timeNanos(), 1);
            }
            follow(packet, table.leg(leg >>> 1), leg & 1, batch);
        }
        add(batch, fingerprint, leg, packet);
        return leg;
    }

    private void follow(Observation segment, Leg leg, int direction, Batch batch) {
        leg.follow(direction, segment, frame.buffer(), frame.timeNanos());
        if (leg.isClosed() && leg.endStreams()) {
            batch.addClosed(leg);
        }
    }

    private void add(Batch batch, long fingerprint, int legAndDirection, Observation packet) {
        batch.add(fingerprint, frame.timeNanos(), legAndDirection, frame.originalLength(), packet.ttl());
    }

    private void observeFragment(Batch batch, CapturePoint point, PointCounts count) {
        Leg leg = fragments.find(observation, point, frame.timeNanos());
        // of a leg that has ended the number may be another's by now
        if (leg == null || leg.hasEnded()) {
            count.countStrayFragment();
        } else {
            int direction = fragments.direction(observation, point);
            leg.count(direction, frame.timeNanos());
            add(batch, Fingerprint.NONE, leg.number() << 1 | direction, observation);
        }
    }

    private PointCounts countsOf(CapturePoint point) {
        int number = point.number();
        while (counts.size() <= number) {
            counts.add(null);
        }
        PointCounts known = counts.get(number);
        if (known == null) {
            known = new PointCounts(point);
            counts.set(number, known);
        }
        return known;
    }

    /** The counts of the points that this stage has seen frames of. To be called after the last batch. */
    public List<PointCounts> counts() {
        List<PointCounts> known = new ArrayList<>();
        for (PointCounts count : counts) {
            if (count != null) {
                known.add(count);
            }
        }
        return known;
    }

    /** TCP segments that were sent again, over time. To be called after the last batch. */
    public PointSeries retransmissions() {
        return retransmissions;
    }

    public FrameSource source() {
        return source;
    }

    /** What ended the source before its end, or null. */
    public @Nullable IOException damage() {
        return damage;
    }

    /** How many legs ended only because there were too many. */
    public long evicted() {
        return table.evicted();
    }
}
