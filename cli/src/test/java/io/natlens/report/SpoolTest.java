package io.natlens.report;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

final class SpoolTest {
    @Test
    void whatIsLargerThanMemoryComesBackInOrder() throws IOException {
        byte[] bytes = new byte[11 << 20];
        new Random(1).nextBytes(bytes);
        ByteArrayOutputStream back = new ByteArrayOutputStream();
        try (Spool spool = new Spool()) {
            spool.write(bytes[0]);
            for (int at = 1; at < bytes.length; at += 70_001) {
                spool.write(bytes, at, Math.min(70_001, bytes.length - at));
            }
            spool.transferTo(back);
        }

        assertArrayEquals(bytes, back.toByteArray());
    }

    @Test
    void noTemporaryFileIsToBeSeenEvenWhileItIsUsed() throws IOException {
        long before = temporaryFiles();
        try (Spool spool = new Spool()) {
            spool.write(new byte[9 << 20]);
            assertEquals(before, temporaryFiles());
        }
        assertEquals(before, temporaryFiles());
    }

    private static long temporaryFiles() throws IOException {
        try (Stream<Path> files = Files.list(Path.of(System.getProperty("java.io.tmpdir")))) {
            return files.filter(file -> file.getFileName().toString().endsWith(".spool"))
                    .count();
        }
    }
}
