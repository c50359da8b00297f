package io.natlens.file;

import io.natlens.frame.LinkType;
import java.nio.ByteBuffer;

/**
 * The header of a pcap file.
 *
 * <pre>
 *   0  magic number     a1b2c3d4 microseconds, a1b23c4d nanoseconds, a1b2cd34 modified; gives the byte order
 *   4  major version    2
 *   6  minor version    4
 *   8  reserved         once the time zone
 *  12  reserved         once the accuracy of timestamps
 *  16  snap length
 *  20  link type        the lower 16 bits; the upper tell whether frames carry their check sequence
 * </pre>
 *
 * <p>Source: draft-ietf-opsawg-pcap, section 4; the modified form as libpcap reads it.
 *
 * @param swapped whether the file's byte order is little endian
 * @param fractionNanos how many nanoseconds the fraction of a timestamp counts
 * @param modified whether records have 8 bytes more: interface index, protocol, packet type
 * @param snapLength in bytes, unsigned as it stands in the file; 0 is no limit
 */
record PcapHeader(
        boolean swapped, int fractionNanos, boolean modified, LengthOrder lengthOrder, int snapLength, LinkType link) {
    static final int LENGTH = 24;

    static final int MICROSECONDS = 0xa1b2c3d4;
    static final int NANOSECONDS = 0xa1b23c4d;
    private static final int MODIFIED = 0xa1b2cd34;

    /** Old versions had a record's two lengths the other way round; version 2.3 was written both ways. */
    enum LengthOrder {
        CAPTURED_FIRST,
        ORIGINAL_FIRST,
        SMALLER_FIRST
    }

    /** Whether a file that begins with this big endian number is pcap. */
    static boolean isMagic(int magic) {
        return isNative(magic) || isNative(Integer.reverseBytes(magic));
    }

    private static boolean isNative(int magic) {
        return magic == MICROSECONDS || magic == NANOSECONDS || magic == MODIFIED;
    }

    /**
     * Takes the header from an input that begins with a pcap magic number.
     *
     * @throws CaptureFormatException if it is cut off or of a version that is not known
     */
    static PcapHeader read(CaptureInput input) throws CaptureFormatException {
        int have = input.fill(LENGTH);
        if (have < LENGTH) {
            throw new CaptureFormatException(input.name() + ": the pcap header " + input.cutOff(have, LENGTH));
        }
        ByteBuffer buffer = input.buffer();
        int at = input.start();
        boolean swapped = !isNative(buffer.getInt(at));
        int magic = order(buffer.getInt(at), swapped);
        int versions = order(buffer.getInt(at + 4), swapped);
        int major = swapped ? versions & 0xffff : versions >>> 16;
        int minor = swapped ? versions >>> 16 : versions & 0xffff;
        PcapHeader header = new PcapHeader(
                swapped,
                magic == NANOSECONDS ? 1 : 1000,
                magic == MODIFIED,
                lengthOrder(input, major, minor),
                order(buffer.getInt(at + 16), swapped),
                LinkTypes.ofFile(order(buffer.getInt(at + 20), swapped)));
        input.take(LENGTH);
        return header;
    }

    private static int order(int value, boolean swapped) {
        return swapped ? Integer.reverseBytes(value) : value;
    }

    private static LengthOrder lengthOrder(CaptureInput input, int major, int minor) throws CaptureFormatException {
        // 543.0 is what DG/UX wrote; what libpcap makes of these numbers
        if ((major == 543 && minor == 0) || (major == 2 && minor < 3)) {
            return LengthOrder.ORIGINAL_FIRST;
        }
        if (major != 2 || minor > 4) {
            throw new CaptureFormatException(
                    input.name() + ": pcap version " + major + "." + minor + ", at most 2.4 is known");
        }
        return minor == 3 ? LengthOrder.SMALLER_FIRST : LengthOrder.CAPTURED_FIRST;
    }
}
