package io.natlens.correlate;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/** Chains of blocks that grow and are given back in any order, beside a map of what was written into each. */
final class SampleBlocksTest {
    private final SampleBlocks blocks = new SampleBlocks();
    private final SplittableRandom random = new SplittableRandom(11);
    /** The blocks of each chain, the one that was taken last first. */
    private final List<Deque<Integer>> chains = new ArrayList<>();

    private final Map<Integer, Integer> written = new HashMap<>();
    private int greatest;

    @Test
    void eachBlockKeepsItsSamplesAndItsChainUntilItIsGivenBack() {
        for (int step = 0; step < 50_000; step++) {
            int kind = random.nextInt(9);
            if (kind < 3 || chains.isEmpty()) {
                chains.add(new ArrayDeque<>());
            }
            Deque<Integer> chain = chains.get(random.nextInt(chains.size()));
            if (kind < 7 || chain.isEmpty()) {
                take(chain, step);
            } else {
                assertHolds(chain);
                blocks.release(chain.getFirst());
                chain.forEach(written::remove);
                chains.remove(chain);
            }
        }
        chains.forEach(this::assertHolds);
        assertTrue(greatest > 2048, "more blocks than lie in two arrays");
        assertTrue(greatest < 20_000, "what was given back is taken again");
    }

    private void take(Deque<Integer> chain, int value) {
        int block = blocks.take(chain.isEmpty() ? SampleBlocks.NONE : chain.getFirst());
        assertTrue(block != SampleBlocks.NONE && written.putIfAbsent(block, value) == null, "taken twice");
        for (int at = 0; at < SampleBlocks.SAMPLES; at++) {
            blocks.set(block, at, value + at);
        }
        chain.addFirst(block);
        greatest = Math.max(greatest, block);
    }

    private void assertHolds(Deque<Integer> chain) {
        int block = chain.isEmpty() ? SampleBlocks.NONE : chain.getFirst();
        for (int expected : chain) {
            assertEquals(expected, block);
            for (int at = 0; at < SampleBlocks.SAMPLES; at++) {
                assertEquals(written.getOrDefault(block, -1) + at, blocks.get(block, at));
            }
            block = blocks.next(block);
        }
        assertEquals(SampleBlocks.NONE, block);
    }
}
