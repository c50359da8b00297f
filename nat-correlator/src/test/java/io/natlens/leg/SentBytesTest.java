package io.natlens.leg;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.BitSet;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class SentBytesTest {
    private final SentBytes sent = new SentBytes();

    @ParameterizedTest
    @ValueSource(ints = {1, 1000, Integer.MAX_VALUE - 50, -100})
    void whatIsSeenInOrderIsNotRepeatedWhereverTheNumbersBegin(int isn) {
        assertEquals(0, sent.see(isn, 1, true));
        assertEquals(0, sent.see(isn + 1, 100, false));
        assertEquals(0, sent.see(isn + 101, 50, false));
        assertEquals(151, sent.bytes());
        assertEquals(100, sent.see(isn + 1, 100, false));
        assertEquals(20, sent.see(isn + 131, 40, false));
    }

    @Test
    void whatFillsAGapIsNotRepeated() {
        sent.see(0, 1, true);
        sent.see(101, 100, false);
        assertEquals(0, sent.see(51, 50, false));
        assertEquals(50, sent.see(1, 100, false));
        assertEquals(100, sent.see(1, 100, false));
    }

    @Test
    void ofAConnectionWhoseBeginningWasNotSeenNothingBeforeIsRepeated() {
        sent.see(5000, 100, false);
        assertEquals(0, sent.see(4000, 100, false));
        assertEquals(100, sent.see(4000, 100, false));
        assertEquals(0, sent.missed());
    }

    @Test
    void whatWasAcknowledgedAndNeverSeenWasMissed() {
        sent.see(0, 1, true);
        sent.see(101, 100, false);
        assertFalse(sent.isAcknowledged());
        sent.acknowledge(1);
        assertEquals(0, sent.missed());
        sent.acknowledge(201);
        assertTrue(sent.isAcknowledged());
        assertEquals(100, sent.missed());
        sent.acknowledge(231);
        assertEquals(130, sent.missed());
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
    void itCountsAsASetOfNumbersDoes(long seed) {
        Random random = new Random(seed);
        BitSet known = new BitSet();
        sent.see(0, 1, true);
        known.set(0);
        for (int i = 0; i < 300; i++) {
            // not more gaps than are kept
            int from = Math.max(1, known.length() - 40 + random.nextInt(60));
            int length = 1 + random.nextInt(30);
            BitSet segment = new BitSet();
            segment.set(from, from + length);
            BitSet again = (BitSet) known.clone();
            again.and(segment);
            assertEquals(again.cardinality(), sent.see(from, length, false));
            known.or(segment);
            assertEquals(known.cardinality(), sent.bytes());
        }
    }
}
