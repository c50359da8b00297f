package io.natlens.file;

/**
 * The options behind a block's fixed fields, one after the other: code, length, value, filled up to a multiple of 4.
 *
 * <p>Source: draft-ietf-opsawg-pcapng, section 3.5.
 */
final class PcapngOptions {
    private static final int HEADER_LENGTH = 4;

    private final PcapngBlocks blocks;
    private int next;
    private int end;
    private int code;
    private int value;
    private int length;

    PcapngOptions(PcapngBlocks blocks) {
        this.blocks = blocks;
    }

    /** Begins at this offset of the current block's body. */
    PcapngOptions from(int bodyOffset) {
        next = bodyOffset;
        end = blocks.bodyLength();
        return this;
    }

    /** Moves to the next option; false at the end of them, or where one is longer than the block. */
    boolean next() {
        if (end - next < HEADER_LENGTH) {
            return false;
        }
        code = blocks.shortNumber(next);
        length = blocks.shortNumber(next + 2);
        value = next + HEADER_LENGTH;
        if (code == Pcapng.OPT_ENDOFOPT || length > end - value) {
            return false;
        }
        next = value + Pcapng.padded(length);
        return true;
    }

    /** Whether {@link #next} ended at an option that is longer than the block. */
    boolean damaged() {
        return end - next >= HEADER_LENGTH && code != Pcapng.OPT_ENDOFOPT;
    }

    /** Whether this is the option of this code with a value of the length that it must have. */
    boolean is(int expectedCode, int expectedLength) {
        return code == expectedCode && length == expectedLength;
    }

    int code() {
        return code;
    }

    int byteValue() {
        return blocks.buffer().get(blocks.position(value)) & 0xff;
    }

    int intValue() {
        return blocks.number(value);
    }

    long longValue() {
        return blocks.longNumber(value);
    }

    String text() {
        return blocks.text(value, length);
    }
}
