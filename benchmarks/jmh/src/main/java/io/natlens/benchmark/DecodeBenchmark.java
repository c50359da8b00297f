package io.natlens.benchmark;

import io.natlens.decode.FrameDecoder;
import io.natlens.decode.Observation;
import io.natlens.frame.Frame;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
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
 * From a frame to an observation, with 48 bytes of the payload digested, as from a capture with a large snap length. The
 * figure is frames per second in one thread; the frames are few and lie in the processor's caches.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.Throughput)
@OutputTimeUnit(TimeUnit.SECONDS)
public class DecodeBenchmark {
    private static final int FRAMES = 1024;

    /** A folder with pcap files, whose frames are taken over and over. */
    @Param("sample-pcaps/published-port")
    public String captures = "";

    private final FrameDecoder decoder = new FrameDecoder(48);
    private final Observation observation = new Observation();
    private List<Frame> frames = List.of();

    @Setup
    public void read() throws IOException {
        frames = SampleCapture.frames(Path.of(captures));
    }

    @Benchmark
    @OperationsPerInvocation(FRAMES)
    public void decode(Blackhole result) {
        int next = 0;
        for (int i = 0; i < FRAMES; i++) {
            decoder.decode(frames.get(next), observation);
            result.consume(observation.payloadDigest());
            next = next + 1 < frames.size() ? next + 1 : 0;
        }
    }
}
