package io.natlens.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.natlens.report.ReportFile;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class FileOutputTest {
    private static final int ROOM = 100;

    @TempDir
    @SuppressWarnings("NullAway.Init")
    private Path folder;

    @SuppressWarnings("NullAway.Init")
    private Path file;

    @BeforeEach
    void name() {
        file = folder.resolve("report");
    }

    @Test
    void aBeginningShorterThanItsRoomHasBlanksBeforeItsLastByte() throws IOException {
        writeInRoom("head\n", "what follows");

        assertEquals("head" + " ".repeat(ROOM - 5) + "\nwhat follows, and more", Files.readString(file));
    }

    /** One byte too long, several times as long as the room, and with more behind it than is moved at once. */
    @ParameterizedTest
    @ValueSource(ints = {ROOM, ROOM + 1, 1000, 300_000})
    void aBeginningLongerThanItsRoomMovesWhatFollows(int length) throws IOException {
        StringBuilder follows = new StringBuilder();
        for (int number = 0; number < 40_000; number++) {
            follows.append(number).append(' ');
        }
        String head = "h".repeat(length);

        writeInRoom(head, follows.toString());

        assertEquals(head + follows + ", and more", Files.readString(file));
    }

    @Test
    void afterStartingOverNothingIsLeftNotEvenRoom() throws IOException {
        try (OutputStream out = NamedOutput.toFile(file)) {
            ReportFile report = (ReportFile) out;
            report.leaveRoom(ROOM);
            write(out, "yesterday's");
            report.startOver();
            report.leaveRoom(5);
            write(out, "flows");
            report.fillRoom("head\n".getBytes(StandardCharsets.UTF_8));
        }

        assertEquals("head\nflows", Files.readString(file));
    }

    private void writeInRoom(String head, String follows) throws IOException {
        try (OutputStream out = NamedOutput.toFile(file)) {
            ReportFile report = (ReportFile) out;
            report.leaveRoom(ROOM);
            write(out, follows);
            report.fillRoom(head.getBytes(StandardCharsets.UTF_8));
            write(out, ", and more");
        }
    }

    private static void write(OutputStream out, String text) throws IOException {
        out.write(text.getBytes(StandardCharsets.UTF_8));
    }
}
