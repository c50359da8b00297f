package io.natlens.wire;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import java.nio.ByteBuffer;
import org.junit.jupiter.api.Test;

class ChecksumTest {
    /** A header as it came from a real host. */
    private static final String HEADER = "4500003c2a7740003f06dcffc63364090a010008";

    @Test
    void isZeroOverBytesWithTheirOwn() {
        ByteBuffer bytes = Bytes.of(HEADER);
        assertEquals(0, Checksum.finish(Checksum.add(0, bytes, Bytes.START, 20)));
    }

    @Test
    void tellsWhatItShouldHaveBeen() {
        ByteBuffer bytes = Bytes.of(HEADER);
        bytes.putShort(Bytes.START + 10, (short) 0x1234);
        int finished = Checksum.finish(Checksum.add(0, bytes, Bytes.START, 20));
        assertNotEquals(0, finished);
        assertEquals(0xdcff, Checksum.expected(0x1234, finished));
    }

    @Test
    void oddByteIsTheHighHalf() {
        assertEquals(0xffff - 0xab00, Checksum.finish(Checksum.add(0, Bytes.of("ab"), Bytes.START, 1)));
    }

    /** The example of RFC 1071 section 3. */
    @Test
    void ofTheRfc() {
        long sum = Checksum.add(0, Bytes.of("0001 f203 f4f5 f6f7"), Bytes.START, 8);
        assertEquals(0xffff - 0xddf2, Checksum.finish(sum));
    }
}
