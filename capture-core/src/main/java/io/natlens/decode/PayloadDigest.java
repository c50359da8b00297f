package io.natlens.decode;

import java.nio.ByteBuffer;

/**
 * A 64-bit digest of bytes: equal for equal bytes, and for others different but by a chance of 2^-64. No defence against
 * somebody who wants two payloads to be taken for the same.
 *
 * <p>The mixing is that of MurmurHash3's 64-bit finalizer (Austin Appleby, public domain).
 */
final class PayloadDigest {
    private static final long SEED = 0x9e3779b97f4a7c15L;

    private PayloadDigest() {}

    /**
     * The digest of so many bytes; 0 of none.
     *
     * @param length in bytes, all of them within the buffer
     */
    static long of(ByteBuffer bytes, int offset, int length) {
        if (length <= 0) {
            return 0;
        }
        long digest = SEED ^ length;
        int end = offset + length;
        int at = offset;
        for (; at + 8 <= end; at += 8) {
            digest = with(digest, bytes.getLong(at));
        }
        return at < end ? with(digest, tail(bytes, at, end)) : digest;
    }

    /** A digest's start for values that are not bytes of a packet; to be gone on with by {@link #with}. */
    static long start() {
        return SEED;
    }

    static long with(long digest, long value) {
        long mixed = (digest ^ value) * 0xff51afd7ed558ccdL;
        mixed = (mixed ^ mixed >>> 33) * 0xc4ceb9fe1a85ec53L;
        return (mixed ^ mixed >>> 33) + SEED;
    }

    private static long tail(ByteBuffer bytes, int start, int end) {
        long value = 0;
        for (int at = start; at < end; at++) {
            value = value << 8 | (bytes.get(at) & 0xff);
        }
        return value;
    }
}
