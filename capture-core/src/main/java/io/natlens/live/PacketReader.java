package io.natlens.live;

import com.sun.jna.Memory;
import com.sun.jna.Pointer;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.concurrent.atomic.AtomicLong;

/**
 * The loop that reads one handle into a ring.
 *
 * <p>libpcap shows each packet of a live Linux capture at the same address (pcap-linux.c, pcap_oneshot_linux), so that
 * views of header and bytes are made once and serve all packets; where an address is another one, so is the view.
 */
final class PacketReader {
    private static final int PACKET = 1;
    private static final int ERROR = -1;
    private static final int BROKEN_OFF = -2;

    /** struct pcap_pkthdr of 64-bit systems: seconds, fraction, captured and original length. */
    private static final int FRACTION = 8;

    private static final int CAPTURED = 16;
    private static final int ORIGINAL = 20;
    private static final int HEADER_LENGTH = 24;
    private static final long NANOS_PER_SECOND = 1_000_000_000;

    private final long handle;
    private final int snapLength;
    private final int tickNanos;
    private final PacketRing ring;
    private final Memory addresses = new Memory(2 * Long.BYTES);
    private final ByteBuffer found = addresses.getByteBuffer(0, 2 * Long.BYTES).order(ByteOrder.nativeOrder());
    private ByteBuffer header = ByteBuffer.allocate(0);
    private ByteBuffer data = ByteBuffer.allocate(0);
    private long headerAddress;
    private long dataAddress;
    /** How many packets were lost since the ring was full. */
    private final AtomicLong lost = new AtomicLong();

    private volatile boolean failed;

    PacketReader(long handle, int snapLength, int tickNanos, PacketRing ring) {
        this.handle = handle;
        this.snapLength = snapLength;
        this.tickNanos = tickNanos;
        this.ring = ring;
    }

    /** Reads until the loop is broken off, or libpcap cannot go on. */
    void read() {
        long headerAt = Pointer.nativeValue(addresses);
        long dataAt = headerAt + Long.BYTES;
        int result = 0;
        while (result != ERROR && result != BROKEN_OFF) {
            result = Libpcap.pcap_next_ex(handle, headerAt, dataAt);
            if (result == PACKET) {
                take();
            }
        }
        failed = result == ERROR;
    }

    private void take() {
        if (found.getLong(0) != headerAddress || found.getLong(Long.BYTES) != dataAddress) {
            look();
        }
        int captured = header.getInt(CAPTURED);
        long time = header.getLong(0) * NANOS_PER_SECOND + header.getLong(FRACTION) * tickNanos;
        if (!ring.offer(time, data, captured, header.getInt(ORIGINAL))) {
            lost.lazySet(lost.getPlain() + 1);
        }
    }

    private void look() {
        headerAddress = found.getLong(0);
        dataAddress = found.getLong(Long.BYTES);
        header = view(headerAddress, HEADER_LENGTH);
        data = view(dataAddress, snapLength);
    }

    private static ByteBuffer view(long address, int length) {
        return new Pointer(address).getByteBuffer(0, length).order(ByteOrder.nativeOrder());
    }

    /** How many packets found the ring full. */
    long lost() {
        return lost.getAcquire();
    }

    /** Whether it ended because libpcap could not go on. */
    boolean hasFailed() {
        return failed;
    }
}
