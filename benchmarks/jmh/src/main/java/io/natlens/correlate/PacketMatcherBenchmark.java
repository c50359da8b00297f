package io.natlens.correlate;

import io.natlens.benchmark.Connections;
import io.natlens.decode.Observation;
import io.natlens.frame.CapturePoint;
import io.natlens.frame.CapturePoints;
import io.natlens.frame.LinkType;
import io.natlens.host.Roles;
import io.natlens.leg.LegTable;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.infra.Blackhole;

/**
 * Packets that pass one capture point after the other and are translated behind the first, each found again and its delay
 * noted. The figure is frames per second in one thread: a packet is one frame at each point.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.Throughput)
@OutputTimeUnit(TimeUnit.SECONDS)
public class PacketMatcherBenchmark {
    /** A multiple of two, three and sixteen points. */
    private static final int FRAMES = 48 * 1024;

    private static final int FIRST_HOST = 0x0a000001;
    private static final int NEXT_POINT = 0x00010000;
    private static final int MOST_LEGS = 1 << 20;
    private static final int TTL = 64;

    /** As {@link Correlator} has it. */
    private static final int AHEAD = 8;

    private static final long MICROSECOND = 1000;

    /** How many live at once, their packets in turn. */
    @Param({"500", "50000"})
    public int connections;

    /** How many points each packet passes: 2, 3 or 16. */
    @Param({"2", "3"})
    public int points;

    private final Tallies tallies = new Tallies();
    private final Ties ties = new Ties(null, new HostAddresses(Roles.BY_NAME), tallies);
    private final LegNodes latest = new LegNodes(1);
    private final PacketMatcher matcher =
            new PacketMatcher(ties, tallies, new Successions(ties, latest, tallies), new RaisedTtl());
    private Node[][] nodes = {};
    private long packet;
    private int connection;

    @Setup
    public void start() {
        CapturePoints all = new CapturePoints();
        nodes = new Node[points][];
        for (int number = 0; number < points; number++) {
            CapturePoint point = all.named("eth" + number, LinkType.EN10MB, 0, "");
            nodes[number] = nodes(point, FIRST_HOST + number * NEXT_POINT);
        }
    }

    private Node[] nodes(CapturePoint point, int firstHost) {
        LegTable table = new LegTable(MOST_LEGS);
        Observation[] segments = new Connections(point).from(firstHost, connections);
        Node[] legs = new Node[connections];
        for (int number = 0; number < connections; number++) {
            legs[number] = ties.add(table.leg(table.observe(segments[number], point, 0) >>> 1), 0);
        }
        return legs;
    }

    @Benchmark
    @OperationsPerInvocation(FRAMES)
    public void match(Blackhole result) {
        for (int i = 0; i < FRAMES / points; i++) {
            packet++;
            connection = connection + 1 < connections ? connection + 1 : 0;
            for (int point = 0; point < points; point++) {
                result.consume(pass(point));
            }
        }
    }

    private Node pass(int point) {
        Node ahead = nodes[point][(connection + AHEAD) % connections];
        matcher.expect(fingerprint(packet + AHEAD), ahead.row(0));
        long time = (packet * points + point) * MICROSECOND;
        return matcher.observe(fingerprint(packet), time, nodes[point][connection], 0, TTL - point);
    }

    /** Well mixed, and no two packets have the same. */
    private static long fingerprint(long packet) {
        return packet * 0x9e3779b97f4a7c15L;
    }
}
