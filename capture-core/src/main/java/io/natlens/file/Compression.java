package io.natlens.file;

import io.airlift.compress.zstd.ZstdInputStream;
import java.io.BufferedInputStream;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.util.zip.GZIPInputStream;
import org.apache.commons.compress.compressors.lz4.FramedLZ4CompressorInputStream;
import org.jspecify.annotations.Nullable;
import org.tukaani.xz.XZInputStream;

/** The compressions that are undone while reading, told by their first bytes whatever the file is called. */
enum Compression {
    /** RFC 1952. */
    GZIP(0x1f8b_0800_0000L, 3),
    /** RFC 8878, section 3.1.1. */
    ZSTD(0x28b5_2ffd_0000L, 4),
    /** The .xz file format, section 2.1.1.1. */
    XZ(0xfd37_7a58_5a00L, 6),
    /** LZ4 frame format, version 1.6.1. */
    LZ4(0x0422_4d18_0000L, 4);

    /** How many bytes {@link #of} needs to tell them all. */
    static final int MAGIC_LENGTH = 6;

    /** {@code xz -9} needs 65 MiB; more is asked for by damage or malice. */
    private static final int XZ_MEMORY_LIMIT_KIB = 256 * 1024;

    private static final int STREAM_BUFFER = 64 * 1024;

    private final long magic;
    private final int magicLength;

    Compression(long magic, int magicLength) {
        this.magic = magic;
        this.magicLength = magicLength;
    }

    /** The compression of data that begins with these bytes, or null where they are of none. */
    static @Nullable Compression of(ByteBuffer buffer, int offset, int length) {
        for (Compression compression : values()) {
            if (length >= compression.magicLength && compression.matches(buffer, offset)) {
                return compression;
            }
        }
        return null;
    }

    private boolean matches(ByteBuffer buffer, int offset) {
        for (int i = 0; i < magicLength; i++) {
            byte expected = (byte) (magic >>> (40 - 8 * i));
            if (buffer.get(offset + i) != expected) {
                return false;
            }
        }
        return true;
    }

    /**
     * The data behind compressed data, of all its members one after the other.
     *
     * @throws IOException if not even its header can be read
     */
    InputStream open(InputStream compressed) throws IOException {
        return switch (this) {
            case GZIP -> new GZIPInputStream(new Ahead(compressed), STREAM_BUFFER);
            case ZSTD -> Zstd.open(new BufferedInputStream(compressed, STREAM_BUFFER));
            case XZ -> Xz.open(new BufferedInputStream(compressed, STREAM_BUFFER));
            case LZ4 -> Lz4.open(new BufferedInputStream(compressed, STREAM_BUFFER));
        };
    }

    /** {@link GZIPInputStream} takes 0 from {@code available()} for the end of the last member; a pipe may only be slow. */
    private static final class Ahead extends BufferedInputStream {
        Ahead(InputStream in) {
            super(in, STREAM_BUFFER);
        }

        @Override
        public synchronized int available() throws IOException {
            int known = super.available();
            if (known > 0) {
                return known;
            }
            mark(1);
            boolean ended = read() < 0;
            reset();
            return ended ? 0 : 1;
        }
    }

    // Each of these libraries in a class of its own, so that none is loaded before a file needs it.

    /**
     * Asks for no more than the decoder has ready: where the input is cut off, it throws and forgets to say how much it had
     * given before. Of a frame that is cut off it still keeps a window's length to itself.
     */
    private static final class Zstd extends FilterInputStream {
        private Zstd(InputStream decoded) {
            super(decoded);
        }

        static InputStream open(InputStream compressed) {
            return new Zstd(new ZstdInputStream(compressed));
        }

        @Override
        public int read(byte[] bytes, int offset, int length) throws IOException {
            return super.read(bytes, offset, Math.min(length, Math.max(1, available())));
        }
    }

    private static final class Xz {
        static InputStream open(InputStream compressed) throws IOException {
            return new XZInputStream(compressed, XZ_MEMORY_LIMIT_KIB);
        }
    }

    private static final class Lz4 {
        static InputStream open(InputStream compressed) throws IOException {
            boolean allFrames = true;
            return new FramedLZ4CompressorInputStream(compressed, allFrames);
        }
    }
}
