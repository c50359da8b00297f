package io.natlens.benchmark;

import io.natlens.decode.Observation;
import io.natlens.frame.CapturePoint;
import io.natlens.frame.CapturePoints;
import io.natlens.frame.LinkType;
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

/** The table of legs, in one thread. */
@BenchmarkMode(Mode.Throughput)
@OutputTimeUnit(TimeUnit.SECONDS)
public class LegTableBenchmark {
    private static final int PACKETS = 1 << 16;
    private static final int FIRST_HOST = 0x0a000001;
    private static final int MOST_LEGS = 1_000_000;

    /** A table in which all connections are. */
    @State(Scope.Benchmark)
    public static class Known {
        /** How many live at once. Beyond some thousand each look misses the processor's caches. */
        @Param({"500", "100000"})
        public int connections;

        final CapturePoint point = point();
        final LegTable table = new LegTable(MOST_LEGS);
        Observation[] segments = {};
        int next;

        @Setup
        public void fill() {
            segments = new Connections(point).from(FIRST_HOST, connections);
            for (Observation segment : segments) {
                table.observe(segment, point, 0);
            }
        }
    }

    /** Connections of which none is in a table. */
    @State(Scope.Benchmark)
    public static class New {
        final CapturePoint point = point();
        final Observation[] segments = new Connections(point).from(FIRST_HOST, PACKETS);
    }

    private static CapturePoint point() {
        return new CapturePoints().named("docker0", LinkType.EN10MB, 0, "");
    }

    /** Packets of known connections, the connections in turn. The figure is packets per second. */
    @Benchmark
    @OperationsPerInvocation(PACKETS)
    public void find(Known known, Blackhole result) {
        int next = known.next;
        for (int i = 0; i < PACKETS; i++) {
            result.consume(known.table.observe(known.segments[next], known.point, 0));
            next = next + 1 < known.segments.length ? next + 1 : 0;
        }
        known.next = next;
    }

    /** The first packets of 65,536 connections, from an empty table on, its growth included. Connections per second. */
    @Benchmark
    @OperationsPerInvocation(PACKETS)
    public LegTable insert(New unknown) {
        LegTable table = new LegTable(MOST_LEGS);
        for (Observation segment : unknown.segments) {
            table.observe(segment, unknown.point, 0);
        }
        return table;
    }
}
