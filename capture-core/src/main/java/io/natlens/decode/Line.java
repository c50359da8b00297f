package io.natlens.decode;

import io.natlens.frame.Frame;
import io.natlens.wire.IpAddress;
import java.nio.ByteBuffer;

/**
 * A line under construction and the bytes that it is about. Whoever reads beyond the bytes' end is stopped by a {@link
 * Truncation}.
 */
final class Line {
    /** How deep packets in packets are followed; each level is a level of calls. */
    private static final int NESTING_LIMIT = 16;

    private final LineOptions options;
    private final TcpSequences sequences = new TcpSequences();

    private StringBuilder out = new StringBuilder(0);
    private ByteBuffer bytes = ByteBuffer.allocate(0);
    private int start;
    private int end;
    private int linkHeaderEnd;
    private int nesting;
    private String protocol = "";

    Line(LineOptions options) {
        this.options = options;
    }

    void start(Frame frame, StringBuilder to) {
        out = to;
        bytes = frame.buffer();
        start = frame.offset();
        end = start + frame.capturedLength();
        linkHeaderEnd = start;
        nesting = 0;
        protocol = "";
    }

    LineOptions options() {
        return options;
    }

    TcpSequences sequences() {
        return sequences;
    }

    ByteBuffer bytes() {
        return bytes;
    }

    /** Where the frame starts in {@link #bytes}. */
    int start() {
        return start;
    }

    /** Where what may be read ends. */
    int end() {
        return end;
    }

    /** Lets nobody read beyond this place any more. */
    void endAt(int place) {
        end = Math.max(start, Math.min(end, place));
    }

    /** Remembers where the link layer's header ends: a dump may leave it out. */
    void linkHeaderEndsAt(int place) {
        linkHeaderEnd = place;
    }

    int linkHeaderLength() {
        return linkHeaderEnd - start;
    }

    /** Names the protocol that the bytes are now those of; true while the packet is nested no deeper than is followed. */
    boolean enter(String name) {
        protocol = name;
        return ++nesting <= NESTING_LIMIT;
    }

    void protocol(String name) {
        protocol = name;
    }

    /** A place in the text to go {@link #backTo}. */
    int mark() {
        return out.length();
    }

    void backTo(int mark) {
        out.setLength(mark);
    }

    void truncated() {
        out.append(" [|").append(protocol).append(']');
    }

    boolean has(int at, int length) {
        return end - at >= length;
    }

    void require(int at, int length) {
        if (end - at < length) {
            throw new Truncation();
        }
    }

    int u8(int at) {
        require(at, 1);
        return bytes.get(at) & 0xff;
    }

    int u16(int at) {
        require(at, 2);
        return bytes.getShort(at) & 0xffff;
    }

    int i32(int at) {
        require(at, 4);
        return bytes.getInt(at);
    }

    long i64(int at) {
        require(at, 8);
        return bytes.getLong(at);
    }

    Line text(String text) {
        out.append(text);
        return this;
    }

    Line text(char c) {
        out.append(c);
        return this;
    }

    Line number(int value) {
        out.append(value);
        return this;
    }

    /** So many decimal digits, with zeros in front. */
    Line digits(int value, int count) {
        int unit = 1;
        for (int i = 1; i < count; i++) {
            unit *= 10;
        }
        for (; unit > 0; unit /= 10) {
            out.append((char) ('0' + value / unit % 10));
        }
        return this;
    }

    /** All 32 bits as a number without sign. */
    Line unsigned(int value) {
        out.append(value & 0xffffffffL);
        return this;
    }

    /** All 64 bits as a number without sign. */
    Line unsigned(long value) {
        out.append(Long.toUnsignedString(value));
        return this;
    }

    /** All 64 bits, without zeros in front. */
    Line hex(long value) {
        out.append(Long.toHexString(value));
        return this;
    }

    /** At least so many digits, with zeros in front. */
    Line hex(int value, int digits) {
        int significant = (35 - Integer.numberOfLeadingZeros(value | 1)) / 4;
        for (int shift = 4 * (Math.max(digits, significant) - 1); shift >= 0; shift -= 4) {
            out.append(Character.forDigit(value >>> shift & 15, 16));
        }
        return this;
    }

    Line ipv4(int at) {
        IpAddress.appendIpv4(out, i32(at));
        return this;
    }

    Line ipv6(int at) {
        require(at, 16);
        IpAddress.appendIpv6(out, bytes.getLong(at), bytes.getLong(at + 8));
        return this;
    }

    /** A link-layer address of any length. */
    Line hardwareAddress(int at, int length) {
        require(at, length);
        for (int i = 0; i < length; i++) {
            if (i > 0) {
                out.append(':');
            }
            hex(bytes.get(at + i) & 0xff, 2);
        }
        return this;
    }

    /** The bytes as hex digits. */
    Line hexBytes(int at, int length) {
        for (int i = 0; i < length; i++) {
            hex(u8(at + i), 2);
        }
        return this;
    }

    /** A dump from here on, even if the user wants one of all. */
    void dump(int at) {
        HexDump.hexAscii(out, bytes, at, end);
    }

    /** A dump without text, even if the user wants one of all. */
    void dumpHex(int at, int stop) {
        HexDump.hex(out, bytes, at, Math.min(stop, end));
    }

    /** A dump of bytes that nobody here reads, unless the user wants a dump of all anyway. */
    void unread(int at, int stop) {
        if (options.dump() == LineOptions.Dump.NONE) {
            HexDump.hexAscii(out, bytes, at, Math.min(stop, end));
        }
    }
}
