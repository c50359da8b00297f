package io.natlens.frame;

import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/**
 * The bytes that a capture point saw once.
 *
 * <p>A frame is a view that its {@link FrameSource} moves from packet to packet: nothing of it may be kept beyond the
 * next call of {@link FrameSource#next}. Its bytes are those of {@link #buffer()} from {@link #offset()}, read with
 * absolute gets; the buffer's position and limit mean nothing, its byte order is always big endian, as on the wire.
 */
public final class Frame {
    /** Which way the frame passed its interface. */
    public enum Direction {
        UNKNOWN,
        INBOUND,
        OUTBOUND
    }

    private static final ByteBuffer NO_BYTES = ByteBuffer.allocate(0);

    private ByteBuffer buffer = NO_BYTES;
    private int offset;
    private int capturedLength;
    private int originalLength;
    private long timeNanos;
    private long number;
    private Direction direction = Direction.UNKNOWN;
    private @Nullable CapturePoint capturePoint;
    private @Nullable String comment;

    /** Points this view at the next frame; its direction becomes unknown and its comment none. */
    public Frame set(
            CapturePoint capturePoint,
            long number,
            long timeNanos,
            ByteBuffer buffer,
            int offset,
            int capturedLength,
            int originalLength) {
        this.capturePoint = capturePoint;
        this.number = number;
        this.timeNanos = timeNanos;
        this.buffer = buffer;
        this.offset = offset;
        this.capturedLength = capturedLength;
        this.originalLength = originalLength;
        this.direction = Direction.UNKNOWN;
        this.comment = null;
        return this;
    }

    /** Points this view at what another view shows; the bytes are shared. */
    public void set(Frame other) {
        set(
                other.capturePoint(),
                other.number,
                other.timeNanos,
                other.buffer,
                other.offset,
                other.capturedLength,
                other.originalLength);
        direction = other.direction;
        comment = other.comment;
    }

    /**
     * Whether this is another recording of the frame that the other view shows: seen by the same interface at the same
     * nanosecond, of the same length, and with the same bytes as far as both have them.
     */
    public boolean isCopyOf(Frame other) {
        if (timeNanos != other.timeNanos
                || originalLength != other.originalLength
                || capturePoint() != other.capturePoint()) {
            return false;
        }
        int common = Math.min(capturedLength, other.capturedLength);
        for (int i = 0; i < common; i++) {
            if (buffer.get(offset + i) != other.buffer.get(other.offset + i)) {
                return false;
            }
        }
        return true;
    }

    /** Puts another time in place of the source's, in nanoseconds since the epoch. */
    public void timeNanos(long value) {
        timeNanos = value;
    }

    public void direction(Direction value) {
        direction = value;
    }

    public void comment(@Nullable String value) {
        comment = value;
    }

    /** The interface that saw the frame. */
    public CapturePoint capturePoint() {
        if (capturePoint == null) {
            throw new IllegalStateException("no frame has been read yet");
        }
        return capturePoint;
    }

    /** The frame's number in its source, from 1, as Wireshark counts. */
    public long number() {
        return number;
    }

    /** When the frame was seen, in nanoseconds since 1970-01-01T00:00:00Z. */
    public long timeNanos() {
        return timeNanos;
    }

    public ByteBuffer buffer() {
        return buffer;
    }

    /** Where the frame's first byte stands in {@link #buffer()}. */
    public int offset() {
        return offset;
    }

    /** How many bytes of the frame are in the buffer, 0 to {@link #originalLength()} except where a capture lies. */
    public int capturedLength() {
        return capturedLength;
    }

    /** How long the frame was on the wire, in bytes, the link layer's header included, 0 to 2^31-1. */
    public int originalLength() {
        return originalLength;
    }

    public Direction direction() {
        return direction;
    }

    /** What somebody noted about this frame (pcapng's opt_comment; several are joined by line feeds), or null. */
    public @Nullable String comment() {
        return comment;
    }
}
