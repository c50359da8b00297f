package io.natlens.file;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The buffer that is used again and again, moved and replaced, beside the whole input in one array. */
class CaptureInputTest {
    private static final int LENGTH = 3_000_000;

    private final Random random = new Random(1);

    /** Gives as many bytes at once as it likes, as a pipe does. */
    private final class Pipe extends ByteArrayInputStream {
        Pipe(byte[] bytes) {
            super(bytes);
        }

        @Override
        public synchronized int read(byte[] bytes, int offset, int length) {
            return super.read(bytes, offset, 1 + random.nextInt(length));
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 4})
    void showsTheInputsBytesHoweverTheyComeAndAreAskedFor(int seed) throws IOException {
        random.setSeed(seed);
        byte[] bytes = new byte[LENGTH];
        random.nextBytes(bytes);
        bytes[0] = 0;
        try (CaptureInput input = CaptureInput.of(new Pipe(bytes), "pipe", new BufferPool())) {
            int at = 0;
            while (at < LENGTH) {
                assertEquals(at, input.offset());
                int wanted = wanted();
                int have = input.fill(wanted);
                assertEquals(Math.min(wanted, LENGTH - at), have);
                ByteBuffer shown = input.buffer().slice(input.start(), have);
                assertEquals(ByteBuffer.wrap(bytes, at, have), shown);
                int taken = random.nextInt(have + 1);
                input.take(taken);
                long wide = random.nextInt(100) == 0 ? random.nextInt(600_000) : 0;
                at += taken + (int) Math.min(wide, LENGTH - at - taken);
                input.skip(wide);
            }
            assertEquals(true, input.endsCleanly());
        }
    }

    /** Mostly as much as a packet, seldom more than the first buffer. */
    private int wanted() {
        return 1 + random.nextInt(random.nextInt(200) == 0 ? 3 * BufferPool.BUFFER_SIZE : 3000);
    }
}
