package io.natlens.cli;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.junit.jupiter.api.Assumptions;

/** Programs that tests compare natlens with, or look at its output through. */
final class Tool {
    private Tool() {}

    /** Skips the test where the tool is not installed; in continuous integration nothing is skipped. */
    static void require(String tool) {
        boolean there = Arrays.stream(System.getenv("PATH").split(":", -1))
                .anyMatch(folder -> Files.isExecutable(Path.of(folder, tool)));
        boolean mustBeThere = "true".equals(System.getenv("CI"));
        assertTrue(there || !mustBeThere, tool + " is not installed");
        Assumptions.assumeTrue(there, tool + " is not installed: scripts/install-test-packages");
    }
}
