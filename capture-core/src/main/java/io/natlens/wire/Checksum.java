package io.natlens.wire;

import java.nio.ByteBuffer;

/** The Internet checksum: the ones' complement of the ones' complement sum of 16-bit words (RFC 1071). */
public final class Checksum {
    private Checksum() {}

    /** Adds bytes to a sum; an odd one at the end counts as the high half of a word. */
    public static long add(long sum, ByteBuffer bytes, int offset, int length) {
        long total = sum;
        int end = offset + (length & ~1);
        for (int at = offset; at < end; at += 2) {
            total += bytes.getShort(at) & 0xffff;
        }
        return (length & 1) == 0 ? total : total + ((bytes.get(end) & 0xff) << 8);
    }

    /** The checksum of a sum; 0 where the bytes summed contain their own checksum and it is right. */
    public static int finish(long sum) {
        long folded = sum;
        while (folded >>> 16 != 0) {
            folded = (folded & 0xffff) + (folded >>> 16);
        }
        return (int) ~folded & 0xffff;
    }

    /** What a checksum should have been, from what it was and what {@link #finish} gave with it included. */
    public static int expected(int found, int finished) {
        int sum = found + finished;
        return sum > 0xffff ? sum - 0xffff : sum;
    }
}
