package io.natlens.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** What the README shows is what natlens prints. */
final class ReadmeTest {
    private static final Path ROOT = Path.of("..");
    private static final String PROMPT = "    $ ./natlens ";

    @Test
    void theListingIsTheProgramsOutput() throws IOException {
        String readme = Files.readString(ROOT.resolve("README.md"));
        int start = readme.indexOf(PROMPT) + PROMPT.length();
        int end = readme.indexOf('\n', start);
        assertTrue(start >= PROMPT.length());
        String[] arguments = readme.substring(start, end)
                .replace("sample-pcaps/", ROOT.resolve("sample-pcaps/").toString() + "/")
                .split(" ", -1);

        String shown = readme.substring(end + 1)
                .lines()
                .takeWhile(line -> line.isEmpty() || line.startsWith("    "))
                .collect(Collectors.joining("\n"));

        assertEquals(Run.of(arguments).out().strip(), shown.stripTrailing().stripIndent());
    }
}
