package io.natlens.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.junit.jupiter.api.Test;

final class MainTest {
    @Test
    void tellsItsVersionAsTheBuildWroteIt() {
        Run run = Run.of("--version");

        assertEquals(0, run.status());
        assertTrue(run.out().matches("(?s)natlens [0-9]+\\.[0-9]+\\.[0-9]+.*\nJava 1?[0-9].*\n"), run.out());
        assertEquals("", run.err());
    }

    @Test
    void helpGoesToStandardOutput() {
        Run run = Run.of("--help");

        assertEquals(0, run.status());
        assertTrue(run.out().startsWith("natlens - "), run.out());
        assertEquals("", run.err());
        assertEquals(run, Run.of("help"));
        assertEquals(run, Run.of("-h"));
    }

    @Test
    void withoutACommandNothingIsDone() {
        assertEquals(new Run(2, "", "natlens: which command?\nTry 'natlens --help'.\n"), Run.of());
    }

    @Test
    void anUnknownOptionIsNamedWithTheNearestOne() {
        assertEquals(
                new Run(
                        2,
                        "",
                        "natlens: unknown option '--vesion'; did you mean '--version'?\nTry 'natlens --help'.\n"),
                Run.of("--vesion"));
    }

    @Test
    void anUnknownCommandLikeNoOtherIsOnlyNamed() {
        assertEquals(
                new Run(2, "", "natlens: unknown command 'zzz'\nTry 'natlens --help'.\n"), Run.of("zzz", "file.pcap"));
    }

    @Test
    void aFullDiskUnderStandardOutputIsAFailure() {
        Run run = runInto(new OutputStream() {
            @Override
            public void write(int b) throws IOException {
                throw new IOException("standard output: No space left on device");
            }
        });

        assertEquals(new Run(1, "", "natlens: standard output: No space left on device\n"), run);
    }

    @Test
    void anErrorOfItsOwnIsASentenceAndNotATrace() {
        Run run = runInto(new OutputStream() {
            @Override
            public void write(int b) {
                throw new IllegalStateException("nonsense");
            }
        });

        assertEquals(1, run.status());
        assertTrue(
                run.err()
                        .startsWith(
                                "natlens: internal error: java.lang.IllegalStateException: nonsense at io.natlens."),
                run.err());
        assertTrue(run.err().contains("please report it"), run.err());
        assertFalse(run.err().contains("\tat "), run.err());
    }

    private static Run runInto(OutputStream out) {
        ByteArrayOutputStream err = new ByteArrayOutputStream();
        PrintStream errors = new PrintStream(err, true, StandardCharsets.UTF_8);
        Console console = new Console(InputStream.nullInputStream(), out, errors, false, false, Map.of());
        return new Run(Main.run(console, "--version"), "", err.toString(StandardCharsets.UTF_8));
    }
}
