import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.channels.WritableByteChannel;
import java.nio.file.Path;

/**
 * Writes a pcapng file of {@code Workload} to standard output, and again, each time later, until so many packets are
 * written: a capture as long as one likes, which takes no place.
 *
 * <pre>java Repeat.java FILE.pcapng PACKETS</pre>
 */
final class Repeat {
    private static final int ENHANCED_PACKET_BLOCK = 6;
    private static final int TIME_HIGH = 12;
    private static final int TIME_LOW = 16;

    /** In nanoseconds, between one time and the next: so long that what comes again is another connection. */
    private static final long PAUSE = 200_000_000_000L;

    private final FileChannel file;
    private final WritableByteChannel out;
    private final ByteBuffer buffer = ByteBuffer.allocateDirect(1 << 20).order(ByteOrder.LITTLE_ENDIAN);
    private long left;
    private long shift;
    private long start = -1;
    private long firstTime;
    private long lastTime;

    private Repeat(FileChannel file, WritableByteChannel out, long packets) {
        this.file = file;
        this.out = out;
        left = packets;
    }

    public static void main(String[] arguments) throws IOException {
        try (FileChannel file = FileChannel.open(Path.of(arguments[0]));
                WritableByteChannel out = Channels.newChannel(System.out)) {
            new Repeat(file, out, Long.parseLong(arguments[1])).run();
        }
    }

    private void run() throws IOException {
        while (left > 0) {
            writeOnce();
            file.position(start);
            shift += lastTime - firstTime + PAUSE;
        }
    }

    private void writeOnce() throws IOException {
        buffer.clear();
        while (left > 0 && file.read(buffer) >= 0) {
            int read = buffer.position();
            int whole = shiftBlocks(read);
            buffer.position(0).limit(whole);
            while (buffer.hasRemaining()) {
                out.write(buffer);
            }
            buffer.limit(read).compact();
        }
    }

    /** Puts later times into the blocks that are there as a whole, and tells where they end. */
    private int shiftBlocks(int end) throws IOException {
        int at = 0;
        while (left > 0 && end - at >= 8 && buffer.getInt(at + 4) <= end - at) {
            if (buffer.getInt(at) == ENHANCED_PACKET_BLOCK) {
                shiftPacket(at, file.position() - end + at);
            }
            at += buffer.getInt(at + 4);
        }
        return at;
    }

    private void shiftPacket(int at, long place) {
        lastTime = (long) buffer.getInt(at + TIME_HIGH) << 32 | buffer.getInt(at + TIME_LOW) & 0xffffffffL;
        if (start < 0) {
            start = place;
            firstTime = lastTime;
        }
        long time = lastTime + shift;
        buffer.putInt(at + TIME_HIGH, (int) (time >>> 32)).putInt(at + TIME_LOW, (int) time);
        left--;
    }
}
