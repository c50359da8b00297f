package io.natlens.cli;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.natlens.report.Draft;
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
    void aDraftThatIsReleasedStandsInItsFile(@TempDir Path folder) throws IOException {
        Path file = folder.resolve("report.jsonl");
        Files.writeString(file, "a report of yesterday");
        try (OutputStream out = NamedOutput.toFile(file);
                Draft draft = Draft.of(out)) {
            draft.out().write(bytes, 0, bytes.length - 100);
            draft.release();
            draft.out().write(bytes, bytes.length - 100, 100);
        }

        assertArrayEquals(bytes, Files.readAllBytes(file));
    }

    @Test
    void ofADraftThatIsGivenUpNothingStays(@TempDir Path folder) throws IOException {
        Path file = folder.resolve("report.jsonl");
        try (OutputStream out = NamedOutput.toFile(file)) {
            try (Draft draft = Draft.of(out)) {
                draft.out().write(bytes);
                draft.out().write(bytes, 0, 100);
            }
            out.write(bytes, 200, 300);
        }

        assertArrayEquals(Arrays.copyOfRange(bytes, 200, 500), Files.readAllBytes(file));
    }

    @Test
    void aFailureNamesTheOutput() throws IOException {
        OutputStream out = NamedOutput.toFile(Path.of("/dev/full"));
        try (Draft draft = Draft.of(out)) {
            draft.out().write(bytes);
            IOException thrown = assertThrows(IOException.class, draft::release);
            assertEquals("/dev/full: No space left on device", thrown.getMessage());
        }
        assertThrows(IOException.class, () -> {
            out.write(Arrays.copyOf(bytes, 10));
            out.close();
        });
    }
}
