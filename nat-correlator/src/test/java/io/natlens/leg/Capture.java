package io.natlens.leg;

import io.natlens.frame.CapturePoint;
import io.natlens.frame.CapturePoints;
import io.natlens.frame.Frame;
import io.natlens.frame.FrameSource;
import io.natlens.frame.LinkType;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;

/** A capture of one point, held in memory: {@code capture.at(20).sees(packet)}, times in microseconds. */
public final class Capture implements FrameSource {
    private record Seen(long nanos, ByteBuffer bytes) {}

    public static final long START = 1_750_000_000_000_000_000L;

    private final CapturePoint point;
    private final List<Seen> frames = new ArrayList<>();
    private long micros;
    private int next;
    private boolean damaged;
    private OptionalLong dropped = OptionalLong.empty();

    public Capture(CapturePoints points, String name) {
        this(points, name, LinkType.EN10MB);
    }

    Capture(CapturePoints points, String name, LinkType linkType) {
        point = points.named(name, linkType, 0, "");
    }

    /** A time of a capture, in nanoseconds since the epoch. */
    public static long nanos(long microseconds) {
        return START + microseconds * 1000;
    }

    public Capture at(long microseconds) {
        micros = microseconds;
        return this;
    }

    public Capture sees(Packet packet) {
        return sees(packet.frame());
    }

    Capture sees(ByteBuffer frame) {
        frames.add(new Seen(nanos(micros), frame));
        return this;
    }

    /** Says how many frames the capture lost. */
    public Capture drops(long count) {
        dropped = OptionalLong.of(count);
        return this;
    }

    /** The next frame's time in nanoseconds since the epoch; later than all times where there is none. */
    public long nextTime() {
        return next == frames.size() ? Long.MAX_VALUE : frames.get(next).nanos();
    }

    /** Makes what follows unreadable. */
    void breaksOff() {
        damaged = true;
    }

    @Override
    public String name() {
        return point.name();
    }

    @Override
    public boolean next(Frame frame) throws IOException {
        if (next == frames.size()) {
            if (damaged) {
                throw new IOException(name() + ": cut off");
            }
            return false;
        }
        Seen seen = frames.get(next++);
        int length = seen.bytes().capacity();
        frame.set(point, next, seen.nanos(), seen.bytes(), 0, length, length);
        return true;
    }

    @Override
    public OptionalLong dropped(CapturePoint of) {
        return dropped;
    }

    @Override
    public void close() {}
}
