package io.natlens.live;

import io.natlens.frame.CapturePoint;
import io.natlens.frame.Frame;
import io.natlens.frame.Frame.Direction;
import io.natlens.frame.LinkType;
import io.natlens.wire.LinuxSll2Header;
import io.natlens.wire.PacketType;
import java.util.concurrent.atomic.AtomicLong;

/** One interface that is being captured: its handle, the thread that reads it, and the ring that this fills. */
final class Lane {
    private final CapturePoint point;
    private final CaptureHandle handle;
    private final PacketRing ring;
    private final PacketReader reader;
    private final Thread thread;
    private final LinuxSll2Header cooked = new LinuxSll2Header();
    private final boolean tellsDirection;
    private final AtomicLong given = new AtomicLong();
    private volatile String failure = "";
    private volatile boolean closed;

    Lane(CapturePoint point, CaptureHandle handle, int ringBytes) {
        this.point = point;
        this.handle = handle;
        ring = new PacketRing(ringBytes);
        reader = new PacketReader(handle.address(), handle.snapLength(), handle.tickNanos(), ring);
        thread = new Thread(this::read, "natlens-" + point.name());
        thread.setDaemon(true);
        tellsDirection = point.linkType().equals(LinkType.LINUX_SLL2);
    }

    /** Until the end. Each thread closes its own handle, since the kernel takes its time over that: 25 ms. */
    private void read() {
        try {
            reader.read();
            failure = handle.error();
        } finally {
            handle.close();
            closed = true;
        }
    }

    void start() {
        thread.start();
    }

    CapturePoint point() {
        return point;
    }

    PacketRing ring() {
        return ring;
    }

    /** When the packet before the reader was seen, in nanoseconds since the epoch. */
    long headNanos() {
        return ring.timeNanos();
    }

    /** Drops packets up to the next that was not seen later. */
    void dropLaterThan(long stopNanos) {
        while (ring.hasPacket() && ring.timeNanos() > stopNanos) {
            ring.advance();
        }
    }

    /** Points the view at the packet that is next in the ring. */
    void show(Frame frame, long number) {
        int captured = ring.captured();
        given.lazySet(given.getPlain() + 1);
        frame.set(point, number, ring.timeNanos(), ring.bytes(), ring.offset(), captured, ring.original());
        if (tellsDirection && cooked.wrap(ring.bytes(), ring.offset(), ring.offset() + captured)) {
            frame.direction(cooked.packetType() == PacketType.OUTGOING ? Direction.OUTBOUND : Direction.INBOUND);
        }
    }

    PointStatistics statistics() {
        CaptureHandle.KernelCounts kernel = handle.counts();
        return new PointStatistics(point, given.getAcquire(), kernel.received(), kernel.dropped(), reader.lost());
    }

    void breakLoop() {
        handle.breakLoop();
    }

    /** Whether no packet will come any more, none is left, and the handle is closed. */
    boolean isOver() {
        return closed && !ring.hasPacket();
    }

    boolean hasFailed() {
        return reader.hasFailed();
    }

    /** Why it {@link #hasFailed}, in libpcap's words. */
    String failure() {
        return failure;
    }
}
