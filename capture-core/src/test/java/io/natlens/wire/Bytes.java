package io.natlens.wire;

import java.nio.ByteBuffer;
import java.util.HexFormat;

/** Real bytes for tests, at another offset than 0, with other bytes around them. */
final class Bytes {
    static final int START = 3;

    private Bytes() {}

    /** The bytes, from {@link #START} on; blanks in the text are left out. */
    static ByteBuffer of(String hex) {
        byte[] bytes = HexFormat.of().parseHex(hex.replaceAll("\\s", ""));
        ByteBuffer buffer = ByteBuffer.allocateDirect(START + bytes.length + 5);
        for (int i = 0; i < buffer.capacity(); i++) {
            buffer.put(i, (byte) 0xee);
        }
        buffer.put(START, bytes);
        return buffer;
    }

    /** Where the bytes of this text end in the buffer. */
    static int end(String hex) {
        return START + hex.replaceAll("\\s", "").length() / 2;
    }
}
