package io.natlens.file;

import io.natlens.frame.CapturePoint;
import io.natlens.frame.Frame;
import io.natlens.frame.FrameSink;
import io.natlens.wire.IpAddress;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.WritableByteChannel;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Writes a little-endian pcapng file of one section: an interface description for each capture point, an enhanced packet
 * for each frame, and at the end interface statistics of the points whose drops are known. Times are in nanoseconds.
 *
 * <p>Source: draft-ietf-opsawg-pcapng, section 4.
 */
public final class PcapngWriter implements FrameSink {
    /**
     * What a file says of its making; null where it says nothing.
     *
     * @param hardware of the capturing host
     * @param operatingSystem of the capturing host
     * @param application the program that writes the file
     * @param filter the expression that chose the frames
     */
    public record Origin(
            @Nullable String hardware,
            @Nullable String operatingSystem,
            @Nullable String application,
            @Nullable String filter) {
        public static final Origin UNKNOWN = new Origin(null, null, null, null);
    }

    private static final int SECTION_HEADER_LENGTH = 16;
    private static final int INTERFACE_LENGTH = 8;
    private static final int PACKET_LENGTH = 20;
    private static final int STATISTICS_LENGTH = 12;

    private static final long SECTION_LENGTH_UNKNOWN = -1;
    private static final byte[] NANOSECONDS = {9};

    /** The first byte of an if_filter: a string in the language of libpcap follows. */
    private static final String FILTER_IS_TEXT = "\0";

    private final CaptureOutput output;
    private final Origin origin;
    private final PcapngOptionWriter options = new PcapngOptionWriter();
    private final Map<CapturePoint, Long> drops = new LinkedHashMap<>();

    /** By the point's number: the number of its interface in the file plus 1, or 0. */
    private int[] interfaces = new int[8];

    private int described;
    private long lastNanos;

    /**
     * Writes the section header.
     *
     * @param name what messages call the file
     */
    public PcapngWriter(String name, WritableByteChannel channel, Origin origin) throws IOException {
        this.origin = origin;
        output = new CaptureOutput(name, channel);
        options.text(Pcapng.SHB_HARDWARE, origin.hardware())
                .text(Pcapng.SHB_OS, origin.operatingSystem())
                .text(Pcapng.SHB_USERAPPL, origin.application());
        int length = begin(Pcapng.SECTION_HEADER_BLOCK, SECTION_HEADER_LENGTH);
        output.putInt(Pcapng.BYTE_ORDER_MAGIC).putShort(1).putShort(0).putLong(SECTION_LENGTH_UNKNOWN);
        end(length);
    }

    /**
     * Writes the description of a point unless it has been written. Frames do this by themselves; it is for points that may
     * see none.
     */
    public void describe(CapturePoint point) throws IOException {
        if (point.number() >= interfaces.length) {
            interfaces = Arrays.copyOf(interfaces, 2 * point.number());
        }
        if (interfaces[point.number()] == 0) {
            described++;
            interfaces[point.number()] = described;
            writeDescription(point);
        }
    }

    private void writeDescription(CapturePoint point) throws IOException {
        options.text(Pcapng.IF_NAME, point.name())
                .text(Pcapng.IF_DESCRIPTION, point.description().isEmpty() ? null : point.description())
                .bytes(Pcapng.IF_TSRESOL, NANOSECONDS)
                .text(Pcapng.IF_FILTER, origin.filter() == null ? null : FILTER_IS_TEXT + origin.filter())
                .text(Pcapng.IF_OS, origin.operatingSystem());
        int length = begin(Pcapng.INTERFACE_DESCRIPTION_BLOCK, INTERFACE_LENGTH);
        output.putShort(point.linkType().number())
                .putShort(0)
                .putInt(point.snapLength() == Integer.MAX_VALUE ? 0 : point.snapLength());
        end(length);
    }

    /**
     * Writes the names of addresses. A reader that goes through the file once knows them from here on.
     *
     * @param names by address, none of them empty
     */
    public void names(Map<IpAddress, String> names) throws IOException {
        if (names.isEmpty()) {
            return;
        }
        byte[] records = PcapngNames.records(names);
        int length = begin(Pcapng.NAME_RESOLUTION_BLOCK, records.length);
        output.put(ByteBuffer.wrap(records), 0, records.length);
        end(length);
    }

    @Override
    public void write(Frame frame) throws IOException {
        describe(frame.capturePoint());
        if (frame.direction() != Frame.Direction.UNKNOWN) {
            options.number(Pcapng.EPB_FLAGS, flags(frame.direction()));
        }
        options.text(Pcapng.OPT_COMMENT, frame.comment());
        int captured = frame.capturedLength();
        lastNanos = frame.timeNanos();
        int length = begin(Pcapng.ENHANCED_PACKET_BLOCK, PACKET_LENGTH + Pcapng.padded(captured));
        output.putInt(interfaces[frame.capturePoint().number()] - 1);
        putTime(lastNanos);
        output.putInt(captured).putInt(frame.originalLength());
        output.put(frame, captured);
        output.pad(captured);
        end(length);
    }

    private static int flags(Frame.Direction direction) {
        return direction == Frame.Direction.INBOUND ? Pcapng.DIRECTION_INBOUND : Pcapng.DIRECTION_OUTBOUND;
    }

    /** Times before 1970 cannot be written. */
    private void putTime(long nanos) {
        long ticks = Math.max(0, nanos);
        output.putInt((int) (ticks >>> 32)).putInt((int) ticks);
    }

    /**
     * Notes how many frames were lost at a point until now; the last such note of each point is written at the end of the
     * file.
     */
    public void dropped(CapturePoint point, long count) {
        drops.put(point, count);
    }

    private void writeStatistics(CapturePoint point, long dropped) throws IOException {
        describe(point);
        options.number(Pcapng.ISB_IFDROP, dropped);
        int length = begin(Pcapng.INTERFACE_STATISTICS_BLOCK, STATISTICS_LENGTH);
        output.putInt(interfaces[point.number()] - 1);
        putTime(lastNanos);
        end(length);
    }

    /** Begins a block with the options that have been gathered; the fixed fields are next. */
    private int begin(int type, int fixedLength) throws IOException {
        int length = Pcapng.BLOCK_OVERHEAD + fixedLength + options.length();
        output.begin(length);
        output.putInt(type).putInt(length);
        return length;
    }

    private void end(int length) throws IOException {
        options.writeTo(output);
        output.reserve(Pcapng.BLOCK_TRAILER_LENGTH);
        output.putInt(length);
    }

    /** How many bytes the file has, or will have when it has been flushed. */
    public long size() {
        return output.size();
    }

    /** Gives everything written so far to the system. */
    public void flush() throws IOException {
        output.flush();
    }

    @Override
    public void close() throws IOException {
        try (output) {
            for (Map.Entry<CapturePoint, Long> known : drops.entrySet()) {
                writeStatistics(known.getKey(), known.getValue());
            }
        }
    }
}
