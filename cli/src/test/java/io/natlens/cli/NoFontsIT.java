package io.natlens.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The page on a machine without fonts, as servers often are: this one's are hidden from the process. */
final class NoFontsIT {
    private static final Path JAR = Path.of("target/natlens.jar").toAbsolutePath();
    private static final String SENTENCE = "the page has no charts, since Java finds no fonts here";

    private final Path folder;
    private final Processes processes;

    NoFontsIT(@TempDir Path folder) {
        this.folder = folder;
        processes = new Processes(folder);
    }

    @BeforeEach
    void canHideFonts() throws Exception {
        new NamespaceProcesses(folder).requireRoot();
    }

    private Run report(String before, String page) throws IOException, InterruptedException {
        String java = "java -jar " + JAR + " report -o " + page + " " + Captures.DOCKER0 + " " + Captures.ETH0;
        return processes.run("unshare", "--mount", "sh", "-c", before + java);
    }

    @Test
    void thePageComesWithoutChartsAndSaysWhatHelps() throws Exception {
        Run with = report("", "with.html");
        Run without = report("mount -t tmpfs none /usr/share/fonts && ", "without.html");

        assertEquals(0, with.status(), with.err());
        assertFalse(with.err().contains(SENTENCE), with.err());
        assertEquals(0, without.status(), without.err());
        assertTrue(without.err().contains(SENTENCE + "; on Debian: apt-get install"), without.err());
        String page = Files.readString(folder.resolve("without.html"));
        assertTrue(page.contains("</html>"));
        assertTrue(Files.size(folder.resolve("with.html")) > page.length() + 5_000, "the charts are what is missing");
    }
}
