package io.natlens.file;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/**
 * Walks from block to block of a pcapng file and reads numbers in the byte order of their section. A block:
 *
 * <pre>
 *   0  type
 *   4  total length, a multiple of 4
 *   8  body; a section header's begins with the byte-order magic
 *  -4  total length again
 * </pre>
 *
 * <p>Source: draft-ietf-opsawg-pcapng, section 3.1 and 4.1.
 */
final class PcapngBlocks {
    /** Room for a frame, its comments and more; blocks that nobody looks into may be longer. */
    private static final int MAXIMUM_LOADED = 16 << 20;

    /** The byte-order magic is the first that is needed of a section header. */
    private static final int SECTION_START_LENGTH = 12;

    /** A reserved type that stands for none. */
    private static final int NONE = 0;

    private final CaptureInput input;
    private boolean swapped;
    private int type = NONE;
    private long totalLength;
    private long offset;
    private int body;
    private long packets;
    private int maximumLoaded = MAXIMUM_LOADED;

    PcapngBlocks(CaptureInput input) {
        this.input = input;
    }

    /** Gets ready for frames of this length. */
    void expectFramesOf(int length) {
        maximumLoaded = Math.max(maximumLoaded, length + MAXIMUM_LOADED);
    }

    /**
     * Moves to the next block, which is then to be loaded or passed over.
     *
     * @return false at the end of the file
     */
    boolean next() throws CaptureFormatException {
        offset = input.offset();
        type = NONE;
        int have = input.fill(Pcapng.BLOCK_HEADER_LENGTH);
        if (have == 0 && input.endsCleanly()) {
            return false;
        }
        if (have < Pcapng.BLOCK_HEADER_LENGTH) {
            throw damage("the block's header " + input.cutOff(have, Pcapng.BLOCK_HEADER_LENGTH));
        }
        body = input.start() + Pcapng.BLOCK_HEADER_LENGTH;
        type = number(-Pcapng.BLOCK_HEADER_LENGTH);
        if (type == Pcapng.SECTION_HEADER_BLOCK) {
            findByteOrder();
        } else if (isPacket()) {
            packets++;
        }
        totalLength = padded(number(-4));
        if (totalLength < Pcapng.BLOCK_OVERHEAD) {
            throw damage("the block says that it has " + totalLength + " bytes, at least 12 expected");
        }
        return true;
    }

    /** Some writers forgot to count the filling; the blocks have it all the same. */
    private static long padded(int length) {
        return (Integer.toUnsignedLong(length) + 3) & ~3L;
    }

    private void findByteOrder() throws CaptureFormatException {
        int have = input.fill(SECTION_START_LENGTH);
        if (have < SECTION_START_LENGTH) {
            throw damage("the block " + input.cutOff(have, SECTION_START_LENGTH));
        }
        body = input.start() + Pcapng.BLOCK_HEADER_LENGTH;
        int magic = input.buffer().getInt(body);
        swapped = magic != Pcapng.BYTE_ORDER_MAGIC;
        if (swapped && Integer.reverseBytes(magic) != Pcapng.BYTE_ORDER_MAGIC) {
            throw damage(String.format("the byte-order magic is %08x, 1a2b3c4d or 4d3c2b1a expected", magic));
        }
    }

    int type() {
        return type;
    }

    /** Brings the whole block into the buffer, where it stays until the next call of {@link #next}. */
    void load(int minimumBodyLength) throws CaptureFormatException {
        if (totalLength > maximumLoaded) {
            throw damage(
                    "the block says that it has " + totalLength + " bytes, at most " + maximumLoaded + " expected");
        }
        int length = (int) totalLength;
        int have = input.fill(length);
        if (have < length) {
            throw damage("the block " + input.cutOff(have, length));
        }
        body = input.start() + Pcapng.BLOCK_HEADER_LENGTH;
        checkTrailer(number(bodyLength()));
        if (bodyLength() < minimumBodyLength) {
            throw damage(
                    "the block's body has " + bodyLength() + " bytes, at least " + minimumBodyLength + " expected");
        }
        input.take(length);
    }

    /** Goes past a block that nobody looks into. */
    void pass() throws CaptureFormatException {
        long bodyAndHeader = totalLength - Pcapng.BLOCK_TRAILER_LENGTH;
        long have = input.skip(bodyAndHeader);
        if (have == bodyAndHeader) {
            have += input.fill(Pcapng.BLOCK_TRAILER_LENGTH);
        }
        if (have < totalLength) {
            throw damage("the block " + input.cutOff(have, totalLength));
        }
        body = input.start();
        checkTrailer(number(0));
        input.take(Pcapng.BLOCK_TRAILER_LENGTH);
    }

    private void checkTrailer(int trailer) throws CaptureFormatException {
        if (padded(trailer) != totalLength) {
            throw damage("the block's length is " + totalLength + " in front and " + Integer.toUnsignedString(trailer)
                    + " behind");
        }
    }

    ByteBuffer buffer() {
        return input.buffer();
    }

    /** Where a byte of the body stands in the buffer. */
    int position(int bodyOffset) {
        return body + bodyOffset;
    }

    int bodyLength() {
        return (int) totalLength - Pcapng.BLOCK_OVERHEAD;
    }

    /** The 4 bytes at this offset of the body. */
    int number(int bodyOffset) {
        int value = input.buffer().getInt(body + bodyOffset);
        return swapped ? Integer.reverseBytes(value) : value;
    }

    /** The 2 bytes at this offset of the body, unsigned. */
    int shortNumber(int bodyOffset) {
        short value = input.buffer().getShort(body + bodyOffset);
        return (swapped ? Short.reverseBytes(value) : value) & 0xffff;
    }

    /** The 8 bytes at this offset of the body. */
    long longNumber(int bodyOffset) {
        long value = input.buffer().getLong(body + bodyOffset);
        return swapped ? Long.reverseBytes(value) : value;
    }

    /** UTF-8 text up to the first zero byte, if some writer put one there. */
    String text(int bodyOffset, int length) {
        byte[] bytes = new byte[length];
        input.buffer().get(body + bodyOffset, bytes);
        String text = new String(bytes, StandardCharsets.UTF_8);
        int zero = text.indexOf(0);
        return zero < 0 ? text : text.substring(0, zero);
    }

    /** Whether the block holds a frame. */
    boolean isPacket() {
        return type == Pcapng.ENHANCED_PACKET_BLOCK
                || type == Pcapng.SIMPLE_PACKET_BLOCK
                || type == Pcapng.OBSOLETE_PACKET_BLOCK;
    }

    /** How many blocks with a frame there have been, this one included. */
    long packets() {
        return packets;
    }

    /** Something wrong with this block. */
    CaptureFormatException damage(String found) {
        return new CaptureFormatException(input.name() + ": " + what() + " at " + input.place(offset) + ": " + found);
    }

    private String what() {
        if (isPacket()) {
            return "packet " + packets;
        }
        return switch (type) {
            case Pcapng.SECTION_HEADER_BLOCK -> "section header";
            case Pcapng.INTERFACE_DESCRIPTION_BLOCK -> "interface description";
            case Pcapng.INTERFACE_STATISTICS_BLOCK -> "interface statistics";
            case NONE -> "block";
            default -> String.format("block of type 0x%08x", type);
        };
    }
}
