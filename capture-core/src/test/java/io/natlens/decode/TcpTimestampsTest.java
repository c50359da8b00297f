package io.natlens.decode;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.natlens.frame.CapturePoint;
import io.natlens.frame.CapturePoints;
import io.natlens.frame.Frame;
import io.natlens.frame.LinkType;
import java.nio.ByteBuffer;
import java.util.HashMap;
import java.util.Map;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** The timestamps option, which is mostly read at the one place where nearly all stacks put it, beside a walk over all options. */
class TcpTimestampsTest {
    private static final int IP = 20;
    private static final int TCP = 20;
    private static final int MOST_OPTIONS = 40;

    private record Timestamps(int value, int echo) {}

    private final Random random = new Random(5);
    private final CapturePoint point = new CapturePoints().named("raw", LinkType.RAW, 0, "");

    @Test
    void areFoundWhereverTheyStandAndOnlyWhereTheyAre() {
        Map<String, Integer> kinds = new HashMap<>();
        for (int i = 0; i < 100_000; i++) {
            byte[] options = options();
            int captured = random.nextInt(4) == 0 ? random.nextInt(options.length + 1) : options.length;
            Timestamps expected = walk(options, captured);
            assertEquals(expected, decode(options, captured));
            boolean usual = options.length >= 4 && ByteBuffer.wrap(options).getInt() == 0x0101080a;
            kinds.merge((usual ? "usual " : "other ") + (expected != null), 1, Integer::sum);
        }
        kinds.forEach((kind, count) -> assertTrue(count > 500, () -> kind + " came " + count + " times"));
        assertEquals(4, kinds.size());
    }

    /** Some options one after the other, true to their form but for one in ten. */
    private byte[] options() {
        ByteBuffer options = ByteBuffer.allocate(MOST_OPTIONS);
        if (random.nextInt(3) == 0) {
            options.put(new byte[] {1, 1}).put(timestamps());
        }
        while (random.nextInt(5) != 0) {
            byte[] option = option();
            if (option.length > options.remaining()) {
                break;
            }
            options.put(option);
        }
        byte[] bytes = new byte[(options.position() + 3) / 4 * 4];
        options.get(0, bytes, 0, options.position());
        return bytes;
    }

    private byte[] option() {
        return switch (random.nextInt(10)) {
            case 0, 1, 2 -> new byte[] {1};
            case 3, 4 -> timestamps();
            case 5 -> new byte[] {2, 4, 5, (byte) 0xb4};
            case 6 -> new byte[] {5, 10, 0, 0, 0, 1, 0, 0, 0, 2};
            case 7 -> new byte[] {4, 2};
            case 8 -> new byte[] {8, (byte) random.nextInt(12)};
            default -> new byte[] {(byte) random.nextInt(3), (byte) random.nextInt(256)};
        };
    }

    private byte[] timestamps() {
        return ByteBuffer.allocate(10)
                .put((byte) 8)
                .put((byte) 10)
                .putInt(random.nextInt())
                .putInt(random.nextInt())
                .array();
    }

    /** RFC 9293 section 3.1, RFC 7323 section 3.2. */
    private static @Nullable Timestamps walk(byte[] options, int captured) {
        int at = 0;
        while (at < captured && options[at] != 0) {
            if (options[at] == 1) {
                at++;
                continue;
            }
            int length = at + 1 < captured ? options[at + 1] & 0xff : 0;
            if (length < 2 || at + length > captured) {
                return null;
            }
            if (options[at] == 8 && length == 10) {
                ByteBuffer bytes = ByteBuffer.wrap(options);
                return new Timestamps(bytes.getInt(at + 2), bytes.getInt(at + 6));
            }
            at += length;
        }
        return null;
    }

    private @Nullable Timestamps decode(byte[] options, int captured) {
        int length = IP + TCP + options.length;
        ByteBuffer bytes = ByteBuffer.allocate(length);
        bytes.putShort((short) 0x4500)
                .putShort((short) length)
                .putInt(0)
                .putShort((short) 0x4006)
                .put(new byte[10]);
        bytes.put(new byte[12])
                .putShort((short) ((5 + options.length / 4) << 12 | 0x10))
                .put(new byte[6]);
        bytes.put(options);
        int there = IP + TCP + captured;
        Observation observation = new Observation();
        new FrameDecoder(0).decode(new Frame().set(point, 1, 0, bytes, 0, there, length), observation);
        assertEquals(Observation.Kind.FLOW, observation.kind());
        return observation.tcpTimestamps()
                ? new Timestamps(observation.tcpTimestampValue(), observation.tcpTimestampEcho())
                : null;
    }
}
