package io.natlens.file;

import java.io.InputStream;

/** A start, and behind it the same bytes so many times. */
final class RepeatedStream extends InputStream {
    private final byte[] start;
    private final byte[] repeated;
    private final long length;
    private long position;

    RepeatedStream(byte[] start, byte[] repeated, long times) {
        this.start = start;
        this.repeated = repeated;
        this.length = start.length + times * repeated.length;
    }

    @Override
    public int read() {
        if (position == length) {
            return -1;
        }
        long at = position++;
        byte b = at < start.length ? start[(int) at] : repeated[(int) ((at - start.length) % repeated.length)];
        return b & 0xff;
    }

    @Override
    public int read(byte[] bytes, int offset, int count) {
        int wanted = (int) Math.min(count, length - position);
        for (int i = 0; i < wanted; i++) {
            bytes[offset + i] = (byte) read();
        }
        return wanted == 0 && count > 0 ? -1 : wanted;
    }
}
