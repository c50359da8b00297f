package io.natlens.leg;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.HashMap;
import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Rows taken and given back in any order, beside a map of what was written into each. */
final class WordRowsTest {
    @ParameterizedTest
    @ValueSource(ints = {1, 4, 7})
    void eachRowKeepsItsWordsAndIsEmptyWhenItIsTaken(int words) {
        SplittableRandom random = new SplittableRandom(words);
        WordRows rows = new WordRows(words);
        Map<Integer, Long> written = new HashMap<>();
        for (int step = 0; step < 20_000; step++) {
            if (random.nextInt(3) > 0) {
                int row = rows.take();
                for (int direction = 0; direction < 2; direction++) {
                    assertTrue(written.putIfAbsent(row + direction, (long) step) == null, "taken twice");
                    fill(rows, row + direction, words, 0, step);
                }
            } else if (!written.isEmpty()) {
                int row = written.keySet().iterator().next() & -2;
                for (int direction = 0; direction < 2; direction++) {
                    fill(rows, row + direction, words, written.remove(row + direction), -1);
                }
                rows.release(row);
            }
        }
        assertTrue(written.size() > 4096, "more rows than lie in a block");
        written.forEach((row, value) -> fill(rows, row, words, value, -1));
    }

    private static void fill(WordRows rows, int row, int words, long expected, long value) {
        for (int word = 0; word < words; word++) {
            assertEquals(expected, rows.block(row)[rows.at(row) + word]);
            rows.block(row)[rows.at(row) + word] = value;
        }
    }
}
