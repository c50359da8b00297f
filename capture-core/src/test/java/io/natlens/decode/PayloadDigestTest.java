package io.natlens.decode;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.ByteBuffer;
import java.util.HashSet;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;

class PayloadDigestTest {
    private static final byte[] BYTES = new byte[64];

    static {
        new Random(1).nextBytes(BYTES);
    }

    private static long digest(byte[] bytes, int length) {
        return PayloadDigest.of(ByteBuffer.wrap(bytes), 0, length);
    }

    @Test
    void ofNothingIsZero() {
        assertEquals(0, digest(BYTES, 0));
        assertEquals(0, digest(BYTES, -3));
    }

    @Test
    void isTheSameWhereverTheBytesAre() {
        for (int length = 1; length <= 56; length++) {
            long expected = digest(BYTES, length);
            for (int at = 0; at < 16; at++) {
                ByteBuffer heap = ByteBuffer.allocate(96);
                ByteBuffer direct = ByteBuffer.allocateDirect(96);
                heap.put(at, BYTES, 0, length);
                direct.put(at, BYTES, 0, length);
                assertEquals(expected, PayloadDigest.of(heap, at, length));
                assertEquals(expected, PayloadDigest.of(direct, at, length));
            }
        }
    }

    @Test
    void takesEightBytesAtATimeForWhatTheyAreOneByOne() {
        Random random = new Random(2);
        for (int i = 0; i < 20_000; i++) {
            byte[] bytes = new byte[1 + random.nextInt(80)];
            random.nextBytes(bytes);
            int offset = random.nextInt(bytes.length);
            int length = random.nextInt(bytes.length - offset) + 1;
            assertEquals(plain(bytes, offset, length), PayloadDigest.of(ByteBuffer.wrap(bytes), offset, length));
        }
    }

    private static long plain(byte[] bytes, int offset, int length) {
        long digest = PayloadDigest.start() ^ length;
        long word = 0;
        for (int i = 0; i < length; i++) {
            word = word << 8 | (bytes[offset + i] & 0xff);
            if (i % 8 == 7 || i == length - 1) {
                digest = PayloadDigest.with(digest, word);
                word = 0;
            }
        }
        return digest;
    }

    @Test
    void differsWithAnyBit() {
        Set<Long> seen = new HashSet<>();
        seen.add(digest(BYTES, 61));
        for (int bit = 0; bit < 61 * 8; bit++) {
            byte[] other = BYTES.clone();
            other[bit / 8] ^= (byte) (1 << bit % 8);
            assertTrue(seen.add(digest(other, 61)), "bit " + bit);
        }
    }

    @Test
    void differsWithTheLengthEvenOfZeros() {
        byte[] zeros = new byte[64];
        Set<Long> seen = new HashSet<>();
        for (int length = 0; length <= 64; length++) {
            assertTrue(seen.add(digest(zeros, length)), length + " bytes");
        }
    }

    @Test
    void differsWithTheOrderOfWords() {
        byte[] swapped = new byte[16];
        System.arraycopy(BYTES, 0, swapped, 8, 8);
        System.arraycopy(BYTES, 8, swapped, 0, 8);
        assertNotEquals(digest(BYTES, 16), digest(swapped, 16));
    }
}
