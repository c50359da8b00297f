package io.natlens.file;

import io.natlens.frame.CapturePoint;
import io.natlens.frame.CapturePoints;
import io.natlens.frame.Frame;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.OptionalLong;

/**
 * The frames of a pcap file. A record:
 *
 * <pre>
 *   0  seconds since 1970, unsigned
 *   4  microseconds or nanoseconds
 *   8  captured length
 *  12  original length
 *  16  interface index, 4 bytes; protocol, 2; packet type, 1; padding, 1    (modified files only)
 *  16 or 24  the bytes captured
 * </pre>
 *
 * <p>Source: draft-ietf-opsawg-pcap, section 5.
 */
final class PcapReader extends CaptureReader {
    private static final int RECORD_HEADER_LENGTH = 16;
    private static final int MODIFIED_RECORD_HEADER_LENGTH = 24;
    private static final long NANOS_PER_SECOND = 1_000_000_000;

    /** Packet types of the Linux kernel, include/uapi/linux/if_packet.h: to us, to all, to a group. */
    private static final int PACKET_MULTICAST = 2;

    private static final int PACKET_OUTGOING = 4;

    private final PcapHeader header;
    private final CapturePoint point;
    private final int recordHeaderLength;
    private final int maximumLength;
    private final int snapLength;
    private long number;

    /**
     * Reads the file's header.
     *
     * @param input begins with a pcap magic number
     */
    PcapReader(CaptureInput input, CapturePoints points, String pointName) throws CaptureFormatException {
        super(input);
        header = PcapHeader.read(input);
        point = points.named(pointName, header.link(), header.snapLength(), "");
        recordHeaderLength = header.modified() ? MODIFIED_RECORD_HEADER_LENGTH : RECORD_HEADER_LENGTH;
        snapLength = header.snapLength() <= 0 ? Integer.MAX_VALUE : header.snapLength();
        maximumLength = LinkTypes.maximumCapturedLength(header.link(), header.snapLength());
    }

    @Override
    public boolean next(Frame frame) throws IOException {
        int have = input.fill(recordHeaderLength);
        if (have < recordHeaderLength) {
            return ended(have);
        }
        int captured = field(capturedFirst() ? 8 : 12);
        if (captured < 0 || captured > maximumLength) {
            throw damage("the record says " + Integer.toUnsignedString(captured) + " bytes captured, at most "
                    + maximumLength + " expected");
        }
        int length = recordHeaderLength + captured;
        have = input.fill(length);
        if (have < length) {
            throw damage("the record " + input.cutOff(have, length));
        }
        show(frame, captured);
        input.take(length);
        return true;
    }

    private boolean ended(int have) throws CaptureFormatException {
        if (input.endsCleanly()) {
            return false;
        }
        throw damage("the record's header " + input.cutOff(have, recordHeaderLength));
    }

    /** Whether the first of the record's two lengths is the captured one. */
    private boolean capturedFirst() {
        return switch (header.lengthOrder()) {
            case CAPTURED_FIRST -> true;
            case ORIGINAL_FIRST -> false;
            case SMALLER_FIRST -> Integer.compareUnsigned(field(8), field(12)) <= 0;
        };
    }

    private void show(Frame frame, int captured) {
        long seconds = Integer.toUnsignedLong(field(0));
        long time = seconds * NANOS_PER_SECOND + Integer.toUnsignedLong(field(4)) * header.fractionNanos();
        int original = field(capturedFirst() ? 12 : 8);
        number++;
        frame.set(
                point,
                number,
                time,
                input.buffer(),
                input.start() + recordHeaderLength,
                Math.min(captured, snapLength),
                original < 0 ? Integer.MAX_VALUE : original);
        if (header.modified()) {
            frame.direction(direction());
        }
    }

    private Frame.Direction direction() {
        int packetType = input.buffer().get(input.start() + 22);
        if (packetType == PACKET_OUTGOING) {
            return Frame.Direction.OUTBOUND;
        }
        return packetType >= 0 && packetType <= PACKET_MULTICAST ? Frame.Direction.INBOUND : Frame.Direction.UNKNOWN;
    }

    private int field(int offset) {
        ByteBuffer buffer = input.buffer();
        int value = buffer.getInt(input.start() + offset);
        return header.swapped() ? Integer.reverseBytes(value) : value;
    }

    private CaptureFormatException damage(String found) {
        String place = "packet " + (number + 1) + " at " + input.place(input.offset());
        return new CaptureFormatException(input.name() + ": " + place + ": " + found);
    }

    /** A pcap file says nothing of drops. */
    @Override
    public OptionalLong dropped(CapturePoint capturePoint) {
        return OptionalLong.empty();
    }
}
