package io.natlens.cli;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.natlens.report.HeldOutput;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class NamedOutputTest {
    private final byte[] bytes = new byte[5 << 20];

    NamedOutputTest() {
        new Random(2).nextBytes(bytes);
    }

    @Test
    void whatWasHeldBackInAFileStandsBehindWhatWasWrittenBefore(@TempDir Path folder) throws IOException {
        Path file = folder.resolve("report.jsonl");
        Files.writeString(file, "a report of yesterday");
        try (OutputStream out = NamedOutput.toFile(file);
                HeldOutput held = new HeldOutput(out)) {
            out.write(bytes, 0, 100);
            held.write(bytes, 100, bytes.length - 200);
            held.release();
            held.write(bytes, bytes.length - 100, 100);
        }

        assertArrayEquals(bytes, Files.readAllBytes(file));
    }

    @Test
    void whatIsHeldBackTwiceComesThroughBoth(@TempDir Path folder) throws IOException {
        Path file = folder.resolve("report.jsonl");
        try (OutputStream out = NamedOutput.toFile(file);
                HeldOutput outer = new HeldOutput(out);
                HeldOutput inner = new HeldOutput(outer)) {
            inner.write(bytes);
            inner.release();
            outer.release();
        }

        assertArrayEquals(bytes, Files.readAllBytes(file));
    }

    @Test
    void aFailureNamesTheOutput() throws IOException {
        Path full = Path.of("/dev/full");
        OutputStream out = NamedOutput.toFile(full);
        try (HeldOutput held = new HeldOutput(out)) {
            held.write(bytes);
            IOException thrown = assertThrows(IOException.class, held::release);
            assertEquals("/dev/full: No space left on device", thrown.getMessage());
        }
        assertThrows(IOException.class, () -> {
            out.write(Arrays.copyOf(bytes, 10));
            out.close();
        });
    }
}
