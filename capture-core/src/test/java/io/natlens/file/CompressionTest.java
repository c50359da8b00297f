package io.natlens.file;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.natlens.file.Captures.Seen;
import io.natlens.frame.CapturePoints;
import io.natlens.frame.FrameSource;
import java.io.ByteArrayInputStream;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The files of {@code compressed/} are one capture of 13 pings, plain and written by gzip 1.12, zstd 1.5.4, xz 5.4.1 and
 * lz4 1.9.4, each in two members of which the first ends inside a frame.
 */
class CompressionTest {
    @ParameterizedTest
    @ValueSource(strings = {"gz", "zst", "xz", "lz4"})
    void readsAllMembers(String ending) throws IOException {
        List<Seen> plain = Captures.frames(resource("plain.pcap"));
        assertEquals(13, plain.size());
        assertEquals(plain, Captures.frames(resource("two-members." + ending)));
    }

    @ParameterizedTest
    @ValueSource(strings = {"gz", "zst", "xz", "lz4"})
    void readsAllMembersOfAPipeThatIsSlow(String ending) throws IOException {
        CaptureInput input =
                CaptureInput.of(new Trickle(resource("two-members." + ending)), "standard input", new BufferPool());
        FrameSource source = CaptureFiles.read(input, new CapturePoints(), PointName.of("pipe"));
        assertEquals(13, Captures.frames(source, new ArrayList<>()).size());
    }

    /** Gives one byte at a time and never says that there will be another. */
    private static final class Trickle extends FilterInputStream {
        Trickle(byte[] bytes) {
            super(new ByteArrayInputStream(bytes));
        }

        @Override
        public int read(byte[] bytes, int offset, int length) throws IOException {
            return super.read(bytes, offset, Math.min(1, length));
        }

        @Override
        public int available() {
            return 0;
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"gz", "zst", "xz", "lz4"})
    void givesTheFramesBeforeTheDamage(String ending) throws IOException {
        byte[] whole = resource("two-members." + ending);
        List<String> problems = new ArrayList<>();
        byte[] cutOff = Arrays.copyOf(whole, whole.length * 3 / 4);
        List<Seen> seen = Captures.frames(Captures.open(cutOff), problems);
        List<Seen> plain = Captures.frames(resource("plain.pcap"));
        int inFirstMember = Captures.frames(
                        Captures.open(Arrays.copyOf(resource("plain.pcap"), 700)), new ArrayList<>())
                .size();
        assertTrue(seen.size() >= inFirstMember, () -> seen.size() + " frames of " + inFirstMember);
        assertEquals(plain.subList(0, seen.size()), seen);
        assertEquals(1, problems.size());
        String place = "eth0.pcap: packet " + (seen.size() + 1) + " at byte ";
        assertTrue(problems.get(0).startsWith(place), problems::toString);
        assertTrue(problems.get(0).contains(" (decompressed): the record"), problems::toString);
        assertTrue(problems.get(0).contains(" bytes: " + name(ending) + ": "), problems::toString);
    }

    private static String name(String ending) {
        return ending.equals("gz") ? "gzip" : ending.equals("zst") ? "zstd" : ending;
    }

    @ParameterizedTest
    @ValueSource(strings = {"gz", "zst", "xz", "lz4"})
    void nothingButTheOneExceptionComesOfDamage(String ending) throws IOException {
        byte[] whole = resource("two-members." + ending);
        List<Seen> plain = Captures.frames(resource("plain.pcap"));
        Random random = new Random(7);
        for (int run = 0; run < 300; run++) {
            byte[] damaged = Arrays.copyOf(whole, 1 + random.nextInt(whole.length));
            for (int i = 0; i < 1 + run % 3; i++) {
                damaged[random.nextInt(damaged.length)] = (byte) random.nextInt(256);
            }
            try {
                List<String> problems = new ArrayList<>();
                List<Seen> seen = Captures.frames(Captures.open(damaged), problems);
                assertTrue(!problems.isEmpty() || seen.equals(plain), () -> "other frames, and no problem: " + seen);
            } catch (CaptureFormatException e) {
                assertTrue(String.valueOf(e.getMessage()).startsWith("eth0.pcap: "), e.getMessage());
            }
        }
    }

    @Test
    void saysThatCompressedDataIsNoCapture() {
        byte[] text = Captures.hex("1f8b08000000000000034bcdc9c95708cf2fca49010056b1174a0b000000");
        IOException e = assertThrows(IOException.class, () -> Captures.open(text));
        assertTrue(String.valueOf(e.getMessage()).startsWith("eth0.pcap: "), e.getMessage());
    }

    private static byte[] resource(String name) throws IOException {
        try (InputStream in = CompressionTest.class.getResourceAsStream("compressed/" + name)) {
            return Objects.requireNonNull(in, name).readAllBytes();
        }
    }
}
