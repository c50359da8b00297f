package io.natlens.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;

final class ProgressTest {
    @Test
    void theBarGrowsWithWhatHasBeenRead() {
        assertEquals("[" + " ".repeat(40) + "]  0 % of 700 MB", Progress.line(0, 700_000_000));
        assertEquals(
                "[" + "#".repeat(10) + " ".repeat(30) + "]  25 % of 700 MB", Progress.line(175_000_000, 700_000_000));
        assertEquals("[" + "#".repeat(40) + "]  100 % of 700 MB", Progress.line(700_000_000, 700_000_000));
    }

    @Test
    void aFileThatGrowsWhileItIsReadNeverGoesBeyondTheEnd() {
        assertEquals("[" + "#".repeat(40) + "]  100 % of 0 MB", Progress.line(10, 5));
    }
}
