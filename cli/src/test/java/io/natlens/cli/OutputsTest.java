package io.natlens.cli;

import static io.natlens.cli.Captures.ETH0;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class OutputsTest {
    private final Path folder;
    private final Path file;

    OutputsTest(@TempDir Path folder) {
        this.folder = folder;
        file = folder.resolve("out");
    }

    private void assertRefused(Path other) {
        UsageException e =
                assertThrows(UsageException.class, () -> Outputs.refuseTwice("output", file, "pcapng", other));
        assertEquals("options --output and --pcapng both write to '" + other + "'", e.getMessage());
    }

    @ParameterizedTest
    @CsvSource({
        "output, pcapng, analyze -o %1$s --pcapng %1$s %2$s",
        "output, ipfix, analyze -o %1$s --ipfix %1$s %2$s",
        "pcapng, ipfix, analyze --pcapng %1$s --ipfix %1$s %2$s",
        "output, write, live -i lo -o %1$s -w %1$s"
    })
    void noTwoOutputsOfACommandAreOneFile(String option, String other, String command) {
        Run run = Run.of(String.format(command, file, ETH0).split(" ", -1));

        assertEquals(2, run.status());
        String[] lines = run.err().split("\n", -1);
        assertEquals("natlens: options --" + option + " and --" + other + " both write to '" + file + "'", lines[0]);
        assertFalse(Files.exists(file));
    }

    @ParameterizedTest
    @CsvSource({"charts, report -o %2$s/page.html --charts %1$s %3$s", "write, capture -i lo --format pcap -w %1$s"})
    void aFileIsNoFolder(String option, String command) throws IOException {
        Files.createFile(file);

        Run run = Run.of(String.format(command, file, folder, ETH0).split(" ", -1));

        assertEquals(2, run.status());
        String[] lines = run.err().split("\n", -1);
        assertEquals(
                "natlens: option --" + option + ": '" + file + "' is a file, where a folder is expected", lines[0]);
        assertFalse(Files.exists(folder.resolve("page.html")));
    }

    @Test
    void aFileThatIsNotThereYetIsKnownByAnyName() throws IOException {
        assertRefused(folder.resolve(".").resolve("out"));
        Files.createDirectory(folder.resolve("sub"));
        assertRefused(folder.resolve("sub/../out"));
        assertRefused(Files.createSymbolicLink(folder.resolve("link"), Path.of("out")));
        Path same = Files.createSymbolicLink(folder.resolve("same"), folder);
        assertRefused(same.resolve("out"));
    }

    @Test
    void aFileThatIsThereIsKnownByItsLinks() throws IOException {
        Files.createFile(file);

        assertRefused(Files.createSymbolicLink(folder.resolve("link"), file));
        assertRefused(Files.createLink(folder.resolve("hard"), file));
    }

    @Test
    void twoFilesAreTwoAndADeviceTakesBoth() throws IOException, UsageException {
        Outputs.refuseTwice("output", file, "pcapng", folder.resolve("other"));
        Outputs.refuseTwice("output", file, "pcapng", null);
        Outputs.refuseTwice("output", Path.of("/dev/null"), "pcapng", Path.of("/dev/null"));
    }
}
