package io.natlens.correlate;

import io.natlens.frame.CapturePoint;
import io.natlens.frame.CapturePoints;
import io.natlens.frame.Clock;
import io.natlens.frame.ClockOffsets;
import io.natlens.frame.FrameSource;
import io.natlens.host.Roles;
import io.natlens.leg.Batch;
import io.natlens.leg.LegStage;
import io.natlens.leg.PointCounts;
import io.natlens.leg.PointSeries;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import java.util.Set;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Runs capture sources through decoding, legs and correlation: a thread for each source, and the caller's own for the
 * correlator, which takes their packets in the order of time.
 */
public final class Engine {
    private static final int QUEUE = 4;
    private static final int LONGEST_DIGEST = 48;
    private static final int SHORTEST_DIGEST = 8;
    /** Ethernet with a VLAN tag, IPv6, UDP: what stands before a payload. */
    private static final int HEADERS = 70;

    private final CapturePoints points;
    private final Roles roles;
    private final int mostFlows;
    private final ClockOffsets clocks;
    private final ClockSurvey survey;
    private final List<Feed> feeds = new ArrayList<>();

    /**
     * @param sources one thread reads each, so that there should not be many more than processors
     * @param mostFlows how many connections may be followed at once at each capture point
     */
    public Engine(List<? extends FrameSource> sources, CapturePoints points, Roles roles, int mostFlows) {
        this(sources, points, roles, mostFlows, ClockOffsets.NONE);
    }

    /** @param clocks by which the sources correct the times of their frames */
    public Engine(
            List<? extends FrameSource> sources,
            CapturePoints points,
            Roles roles,
            int mostFlows,
            ClockOffsets clocks) {
        this.points = points;
        this.roles = roles;
        this.mostFlows = mostFlows;
        this.clocks = clocks;
        survey = new ClockSurvey(clocks);
        int digest = digestLength(points.all());
        for (FrameSource source : sources) {
            feeds.add(new Feed(new LegStage(source, points, digest, mostFlows)));
        }
    }

    /** As many bytes of a payload as the point with the smallest snap length keeps, so that all points can be compared. */
    public static int digestLength(List<CapturePoint> points) {
        int digest = LONGEST_DIGEST;
        for (CapturePoint point : points) {
            digest = Math.min(digest, (point.snapLength() - HEADERS) / 8 * 8);
        }
        return Math.max(digest, SHORTEST_DIGEST);
    }

    /**
     * Reads all sources to their ends.
     *
     * @param flows takes each flow when it has ended, in the caller's thread
     * @throws InterruptedException if the caller's thread is interrupted; the sources are then read no further
     */
    public void run(Consumer<Flow> flows) throws InterruptedException {
        watch(flows::accept);
    }

    /**
     * The same, for somebody who may want to know of connections before they have ended.
     *
     * @throws InterruptedException as {@link #run}
     */
    public void watch(FlowWatcher flows) throws InterruptedException {
        feeds.forEach(Feed::start);
        try {
            Correlator correlator = new Correlator(feeds.size(), roles, mostFlows, flows, survey);
            merge(correlator);
            correlator.finish();
        } finally {
            feeds.forEach(Feed::stop);
        }
    }

    /** Hands packets to the correlator in the order of time, as many at once as one source has before the others. */
    private void merge(Correlator correlator) throws InterruptedException {
        for (int stage = 0; stage < feeds.size(); stage++) {
            feeds.get(stage).next(stage, correlator);
        }
        int stage = earliest(-1);
        while (stage >= 0) {
            Feed feed = feeds.get(stage);
            int other = earliest(stage);
            feed.pass(stage, correlator, other < 0 ? Long.MAX_VALUE : limit(stage, other));
            if (feed.isPassed()) {
                feed.next(stage, correlator);
                stage = earliest(-1);
            } else {
                // the next of what is left comes after the other's
                stage = other;
            }
        }
    }

    /** Up to which time the earliest stage goes on; packets of the same time come in the order of the stages. */
    private long limit(int stage, int other) {
        long time = feeds.get(other).time();
        return stage < other ? time : time - 1;
    }

    /** The stage, other than the one given, whose next packet is the earliest, the first of several; -1 if none has any. */
    private int earliest(int except) {
        int earliest = -1;
        long earliestTime = Long.MAX_VALUE;
        for (int stage = 0; stage < feeds.size(); stage++) {
            Feed feed = feeds.get(stage);
            boolean candidate = stage != except && feed.hasPacket();
            if (candidate && (earliest < 0 || feed.time() < earliestTime)) {
                earliest = stage;
                earliestTime = feed.time();
            }
        }
        return earliest;
    }

    /**
     * How the points' clocks stand to each other: better than the offsets by which times have been corrected, where these
     * were not {@link ClockOffsets#NONE}. To be called after {@link #run}.
     */
    public ClockOffsets clockOffsets() {
        return survey.offsets(points);
    }

    /** What the capture points have seen, in the order in which they were named. To be called after {@link #run}. */
    public List<PointSummary> capturePoints() {
        ClockOffsets offsets = clocks.differ() ? clocks : clockOffsets();
        Map<CapturePoint, List<PointCounts>> counts = feeds.stream()
                .flatMap(feed -> feed.stage.counts().stream())
                .collect(Collectors.groupingBy(PointCounts::point));
        List<PointSummary> summaries = new ArrayList<>();
        Set<CapturePoint> toldApart = new HashSet<>();
        for (CapturePoint point : points.all()) {
            summaries.add(summary(point, counts.getOrDefault(point, List.of()), offsets.of(point)));
            if (point.capture() != point) {
                toldApart.add(point.capture());
            }
        }
        // an any capture all of whose packets are counted at the interfaces that they name
        summaries.removeIf(summary -> summary.packets() == 0 && toldApart.contains(summary.capturePoint()));
        return summaries;
    }

    private PointSummary summary(CapturePoint point, List<PointCounts> ofPoint, @Nullable Clock clock) {
        long packets = 0;
        long bytes = 0;
        long first = Long.MAX_VALUE;
        long last = Long.MIN_VALUE;
        long undecodable = 0;
        long stray = 0;
        for (PointCounts counts : ofPoint) {
            packets += counts.packets();
            bytes += counts.bytes();
            first = Math.min(first, counts.firstSeen());
            last = Math.max(last, counts.lastSeen());
            undecodable += counts.undecodable();
            stray += counts.strayFragments();
        }
        long firstSeen = packets == 0 ? 0 : first;
        long lastSeen = packets == 0 ? 0 : last;
        return new PointSummary(
                point,
                packets,
                bytes,
                firstSeen,
                lastSeen,
                dropped(point),
                clock == null ? OptionalLong.empty() : OptionalLong.of(clock.offsetAt(firstSeen)),
                clock == null ? OptionalDouble.empty() : OptionalDouble.of(clock.drift() * 1e6),
                undecodable,
                stray);
    }

    private OptionalLong dropped(CapturePoint point) {
        OptionalLong sum = OptionalLong.empty();
        for (Feed feed : feeds) {
            OptionalLong dropped = feed.stage.source().dropped(point);
            if (dropped.isPresent()) {
                sum = OptionalLong.of(sum.orElse(0) + dropped.getAsLong());
            }
        }
        return sum;
    }

    /** TCP segments that were sent again, at each capture point over time. To be called after {@link #run}. */
    public PointSeries retransmissions() {
        return PointSeries.sum(
                feeds.stream().map(feed -> feed.stage.retransmissions()).toList());
    }

    /** What ended sources before their ends: messages fit for the user. */
    public List<IOException> damages() {
        List<IOException> damages = new ArrayList<>();
        for (Feed feed : feeds) {
            IOException damage = feed.stage.damage();
            if (damage != null) {
                damages.add(damage);
            }
        }
        return damages;
    }

    /** How many legs were given up only because more than the limit lived at once. */
    public long evicted() {
        return feeds.stream().mapToLong(feed -> feed.stage.evicted()).sum();
    }

    /** One source's thread, and the batches that go round between it and the correlator's. */
    private static final class Feed implements Runnable {
        final LegStage stage;
        private final ArrayBlockingQueue<Batch> empty = new ArrayBlockingQueue<>(QUEUE);
        private final ArrayBlockingQueue<Batch> full = new ArrayBlockingQueue<>(QUEUE);
        private final Thread thread = new Thread(this, "natlens-reader");
        private @Nullable Batch current;
        private int at;
        private volatile @Nullable Throwable failure;

        Feed(LegStage stage) {
            this.stage = stage;
            for (int i = 0; i < QUEUE; i++) {
                empty.add(new Batch());
            }
        }

        void start() {
            thread.setDaemon(true);
            thread.start();
        }

        void stop() {
            thread.interrupt();
        }

        @Override
        public void run() {
            try {
                boolean more = true;
                while (more) {
                    Batch batch = empty.take();
                    more = fill(batch);
                    full.put(batch);
                }
            } catch (InterruptedException stopped) {
                Thread.currentThread().interrupt();
            }
        }

        private boolean fill(Batch batch) {
            try {
                stage.fill(batch);
                return !batch.isLast();
            } catch (RuntimeException | Error e) {
                failure = e;
                return false;
            }
        }

        /** Gives the current batch back, if there is one, and takes the next, until one has packets or none comes. */
        void next(int number, Correlator correlator) throws InterruptedException {
            do {
                boolean last = current != null && current.isLast();
                if (current != null) {
                    correlator.finish(number, current);
                    empty.add(current);
                }
                current = last ? null : take(number, correlator);
                at = 0;
            } while (current != null && current.size() == 0);
        }

        private Batch take(int number, Correlator correlator) throws InterruptedException {
            Batch batch = full.take();
            Throwable thrown = failure;
            if (thrown != null) {
                throw new IllegalStateException("reading " + stage.source().name() + " failed", thrown);
            }
            correlator.begin(number, batch);
            return batch;
        }

        boolean hasPacket() {
            return current != null;
        }

        boolean isPassed() {
            return current == null || at == current.size();
        }

        long time() {
            return current == null ? Long.MAX_VALUE : current.timeNanos(at);
        }

        /** Hands on all packets up to this time, at least one. */
        void pass(int number, Correlator correlator, long timeNanos) {
            Batch batch = current;
            if (batch == null) {
                return;
            }
            int to = at + 1;
            while (to < batch.size() && batch.timeNanos(to) <= timeNanos) {
                to++;
            }
            correlator.observe(number, batch, at, to);
            at = to;
        }
    }
}
