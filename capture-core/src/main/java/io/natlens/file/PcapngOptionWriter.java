package io.natlens.file;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/**
 * Gathers the options of one block, so that their length is known before the block is written.
 *
 * <p>Source: draft-ietf-opsawg-pcapng, section 3.5.
 */
final class PcapngOptionWriter {
    private static final int HEADER_LENGTH = 4;
    private static final int MAXIMUM_LENGTH = 0xffff;
    private static final int INITIAL_CAPACITY = 256;

    private ByteBuffer options = allocate(INITIAL_CAPACITY);

    private static ByteBuffer allocate(int capacity) {
        return ByteBuffer.allocate(capacity).order(ByteOrder.LITTLE_ENDIAN);
    }

    /** Adds nothing where there is no text; what is longer than an option can be is cut off. */
    PcapngOptionWriter text(int code, @Nullable String text) {
        return text == null ? this : bytes(code, text.getBytes(StandardCharsets.UTF_8));
    }

    PcapngOptionWriter bytes(int code, byte[] value) {
        int length = Math.min(value.length, MAXIMUM_LENGTH);
        begin(code, length);
        options.put(value, 0, length);
        while (options.position() % 4 != 0) {
            options.put((byte) 0);
        }
        return this;
    }

    PcapngOptionWriter number(int code, int value) {
        begin(code, Integer.BYTES);
        options.putInt(value);
        return this;
    }

    PcapngOptionWriter number(int code, long value) {
        begin(code, Long.BYTES);
        options.putLong(value);
        return this;
    }

    private void begin(int code, int length) {
        int needed = options.position() + HEADER_LENGTH + Pcapng.padded(length);
        if (needed > options.capacity()) {
            options = allocate(2 * needed).put(options.flip());
        }
        options.putShort((short) code).putShort((short) length);
    }

    /** How many bytes {@link #writeTo} will write: the options and their end, or none. */
    int length() {
        return options.position() == 0 ? 0 : options.position() + HEADER_LENGTH;
    }

    /** Writes the options and forgets them. */
    void writeTo(CaptureOutput output) throws IOException {
        if (options.position() > 0) {
            output.put(options, 0, options.position());
            output.reserve(HEADER_LENGTH);
            output.putInt(Pcapng.OPT_ENDOFOPT);
            options.clear();
        }
    }
}
