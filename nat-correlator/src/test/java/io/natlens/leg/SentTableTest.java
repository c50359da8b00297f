package io.natlens.leg;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.BitSet;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class SentTableTest {
    private final SentTable table = new SentTable();
    private final int row = table.take();

    @ParameterizedTest
    @ValueSource(ints = {1, 1000, Integer.MAX_VALUE - 50, -100})
    void whatIsSeenInOrderIsNotRepeatedWhereverTheNumbersBegin(int isn) {
        assertEquals(0, table.see(row, isn, 1, true));
        assertEquals(0, table.see(row, isn + 1, 100, false));
        assertEquals(0, table.see(row, isn + 101, 50, false));
        assertEquals(151, table.of(row).bytes());
        assertEquals(100, table.see(row, isn + 1, 100, false));
        assertEquals(20, table.see(row, isn + 131, 40, false));
    }

    @Test
    void whatFillsAGapIsNotRepeated() {
        table.see(row, 0, 1, true);
        table.see(row, 101, 100, false);
        assertEquals(0, table.see(row, 51, 50, false));
        assertEquals(50, table.see(row, 1, 100, false));
        assertEquals(100, table.see(row, 1, 100, false));
    }

    @Test
    void ofAConnectionWhoseBeginningWasNotSeenNothingBeforeIsRepeated() {
        table.see(row, 5000, 100, false);
        assertEquals(0, table.see(row, 4000, 100, false));
        assertEquals(100, table.see(row, 4000, 100, false));
        assertEquals(0, table.of(row).missed());
    }

    @Test
    void whatWasAcknowledgedAndNeverSeenWasMissed() {
        table.see(row, 0, 1, true);
        table.see(row, 101, 100, false);
        assertFalse(table.of(row).isAcknowledged());
        table.acknowledge(row, 1);
        assertEquals(0, table.of(row).missed());
        table.acknowledge(row, 201);
        assertTrue(table.of(row).isAcknowledged());
        assertEquals(100, table.of(row).missed());
        table.acknowledge(row, 231);
        assertEquals(130, table.of(row).missed());
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
    void itCountsAsASetOfNumbersDoes(long seed) {
        Random random = new Random(seed);
        BitSet known = new BitSet();
        table.see(row, 0, 1, true);
        known.set(0);
        for (int i = 0; i < 300; i++) {
            // not more gaps than are kept
            int from = Math.max(1, known.length() - 40 + random.nextInt(60));
            int length = 1 + random.nextInt(30);
            BitSet segment = new BitSet();
            segment.set(from, from + length);
            BitSet again = (BitSet) known.clone();
            again.and(segment);
            assertEquals(again.cardinality(), table.see(row, from, length, false));
            known.or(segment);
            assertEquals(known.cardinality(), table.of(row).bytes());
        }
    }

    @Test
    void eachEndAndKindIsCountedByItself() {
        int other = row + 1;
        assertEquals(0, table.see(row, 0, 1, true));
        table.seeBare(row);
        table.seeBare(row);
        table.seeBare(other);
        assertEquals(1, table.see(row, 0, 1, true));
        table.repeat(row, 1);
        table.acknowledge(row, -1);

        assertEquals(2, table.of(row).bytes());
        assertEquals(1, table.of(row).repeatedBytes());
        assertEquals(1, table.of(row).repeatedSegments());
        assertEquals(2, table.of(row).bareSegments());
        assertFalse(table.of(row).isAcknowledged());
        assertEquals(0, table.of(other).bytes());
        assertEquals(0, table.of(other).repeatedSegments());
        assertEquals(1, table.of(other).bareSegments());
    }

    @Test
    void aRowThatWasGivenBackKnowsNothing() {
        table.see(row, 0, 1, true);
        table.see(row, 101, 100, false);
        table.acknowledge(row, 201);
        assertEquals(100, table.of(row).missed());
        table.release(row);

        assertEquals(row, table.take());
        assertEquals(0, table.of(row).bytes());
        table.see(row, 0, 1, true);
        table.acknowledge(row, 201);
        assertEquals(200, table.of(row).missed());
    }
}
