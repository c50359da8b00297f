package io.natlens.file;

import static org.junit.jupiter.api.Assertions.assertTrue;

import io.natlens.frame.CapturePoints;
import io.natlens.frame.Frame;
import io.natlens.frame.FrameSource;
import java.io.IOException;
import java.util.Arrays;
import java.util.Locale;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Whatever is done to the bytes of a capture, it gives frames and at most the one exception, in bounded memory. */
class DamageTest {
    private static final int RUNS = 4000;

    /** Values that lengths and counts go wrong with. */
    private static final int[] LIES = {0, 1, -1, 3, 0xffff, 0x7fffffff, 0x80000000, 0x40000, 0x40001, 0x1000000};

    @ParameterizedTest
    @ValueSource(strings = {"le/test202", "be/test202", "le/test009", "be/test102", "le/test008", "le/test201"})
    void ofPcapng(String file) throws IOException {
        damage(PcapngCorpusTest.resource(file + ".pcapng"), file.hashCode());
    }

    @ParameterizedTest
    @ValueSource(strings = {"a1b2c3d40002", "a1b23c4d0002", "a1b2cd340002", "d4c3b2a10200", "34cdb2a10200"})
    void ofPcap(String magicAndMajorVersion) throws IOException {
        boolean little = magicAndMajorVersion.endsWith("00");
        String four = little ? "04000000" : "00000004";
        String header = magicAndMajorVersion + (little ? "0400" : "0004") + "00000000 00000000" + four + four;
        String record = "01f15365 00000001" + four + four + "cafe0102";
        damage(Captures.hex(header + record.repeat(20)), magicAndMajorVersion.hashCode());
    }

    private static void damage(byte[] whole, int seed) throws IOException {
        Random random = new Random(seed);
        for (int run = 0; run < RUNS; run++) {
            byte[] damaged = Arrays.copyOf(whole, random.nextInt(4) == 0 ? random.nextInt(whole.length) : whole.length);
            for (int i = random.nextInt(4); i >= 0 && damaged.length > 4; i--) {
                change(damaged, random);
            }
            read(damaged);
        }
    }

    private static void change(byte[] bytes, Random random) {
        int at = random.nextInt(bytes.length - 3);
        switch (random.nextInt(3)) {
            case 0 -> bytes[at] = (byte) random.nextInt(256);
            case 1 -> bytes[at] ^= (byte) (1 << random.nextInt(8));
            default -> {
                int lie = LIES[random.nextInt(LIES.length)];
                int aligned = at & ~3;
                for (int i = 0; i < 4; i++) {
                    bytes[aligned + i] = (byte) (lie >>> (8 * i));
                }
            }
        }
    }

    private static void read(byte[] capture) throws IOException {
        Frame frame = new Frame();
        long sum = 0;
        try (FrameSource source = Captures.open(capture, new CapturePoints())) {
            while (source.next(frame)) {
                int end = frame.offset() + frame.capturedLength();
                assertTrue(frame.offset() >= 0 && frame.originalLength() >= 0);
                assertTrue(end <= frame.buffer().capacity());
                assertTrue(frame.buffer().capacity() <= BufferPool.BUFFER_SIZE, "the buffer follows the file's size");
                sum += frame.capturedLength();
            }
        } catch (CaptureFormatException e) {
            String message = String.valueOf(e.getMessage());
            assertTrue(message.toLowerCase(Locale.ROOT).startsWith("eth0.pcap: "), message);
        }
        assertTrue(sum <= capture.length);
    }
}
