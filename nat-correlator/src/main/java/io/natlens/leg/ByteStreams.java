package io.natlens.leg;

import io.natlens.decode.Observation;
import java.nio.ByteBuffer;
import java.util.SplittableRandom;

/**
 * What a TCP connection carried in both directions, as one capture point saw it: how many bytes, and a digest of the first
 * {@value #DIGESTED} of each.
 *
 * <p>The digest does not depend on how the bytes were cut into segments: each byte is multiplied by a number that belongs to
 * its place in the stream, and the products are added up (multilinear hashing; Carter and Wegman, "Universal classes of hash
 * functions", 1979). Bytes are taken in their order; where some are missing, or were cut off by a snap length, it ends.
 */
public final class ByteStreams {
    /** The digest of what was not seen whole. */
    public static final long NO_DIGEST = 0;

    static final int DIGESTED = 512;

    private static final long[] FACTORS =
            new SplittableRandom(1).longs(DIGESTED).toArray();
    private static final long NEVER = Long.MIN_VALUE;

    private final long openedAt;
    private long firstByteAt0 = NEVER;
    private long firstByteAt1 = NEVER;
    private long digest0;
    private long digest1;
    private int length0;
    private int length1;
    private short digested0;
    private short digested1;

    ByteStreams(long openedAt) {
        this.openedAt = openedAt;
    }

    /**
     * Takes what a segment carried.
     *
     * @param offset of its first byte in the stream, modulo 2^32
     */
    void add(int direction, int offset, Observation segment, ByteBuffer bytes, long timeNanos) {
        int digested = direction == 0 ? digested0 : digested1;
        int known = digested - offset;
        boolean goesOn = known >= 0 && known < segment.payloadCaptured();
        int to = goesOn ? Math.min(segment.payloadCaptured(), DIGESTED - offset) : known;
        long sum = 0;
        for (int i = known; i < to; i++) {
            sum += ((bytes.get(segment.payloadOffset() + i) & 0xff) + 1) * FACTORS[digested++];
        }
        int end = offset + segment.payloadLength();
        if (direction == 0) {
            digest0 += sum;
            digested0 = (short) digested;
            length0 = end - length0 > 0 ? end : length0;
            firstByteAt0 = firstByteAt0 == NEVER ? timeNanos : firstByteAt0;
        } else {
            digest1 += sum;
            digested1 = (short) digested;
            length1 = end - length1 > 0 ? end : length1;
            firstByteAt1 = firstByteAt1 == NEVER ? timeNanos : firstByteAt1;
        }
    }

    /**
     * A digest of the bytes of both directions, so that a connection that carried the same has the same.
     *
     * @param client the direction that the digest is to begin with
     * @return {@link #NO_DIGEST} where a direction carried nothing, or where not all bytes that count were seen
     */
    public long digest(int client) {
        boolean whole = isWhole(digested0, length0) && isWhole(digested1, length1);
        long there = Mix.of(digest0, length0);
        long back = Mix.of(digest1, length1);
        return whole
                ? Mix.of(client == 0 ? there : back, Long.rotateLeft(client == 0 ? back : there, 1)) | 1
                : NO_DIGEST;
    }

    private static boolean isWhole(int digested, int length) {
        return length != 0 && (digested == DIGESTED || digested == length);
    }

    /** When the handshake told both initial sequence numbers, in nanoseconds since the epoch. */
    public long openedAt() {
        return openedAt;
    }

    /** When the direction's first segment with data was seen, in nanoseconds since the epoch. */
    public long firstByteAt(int direction) {
        return direction == 0 ? firstByteAt0 : firstByteAt1;
    }
}
