package io.natlens.correlate;

import java.util.Arrays;

/**
 * Blocks of {@value #SAMPLES} samples, taken one by one and given back by the chain. {@link DelaySamples} lie in them: there
 * are millions, and in arrays that never move they cost the garbage collector nothing.
 */
final class SampleBlocks {
    /** No block: the end of a chain. */
    static final int NONE = 0;

    /** How many samples a block has. */
    static final int SAMPLES = 7;

    /** A block is its samples and, behind them, the number of the next in its chain. */
    private static final int LENGTH_BITS = 3;

    private static final int ARRAY_BITS = 10;
    private static final int ARRAY_MASK = (1 << ARRAY_BITS) - 1;
    private static final int ARRAY_LENGTH = 1 << (ARRAY_BITS + LENGTH_BITS);

    private int[][] arrays = {new int[ARRAY_LENGTH]};
    /** The number of the next that never was taken. */
    private int fresh = NONE + 1;

    /** The chain of those that have been given back. */
    private int free = NONE;

    /**
     * Takes a block, whose samples are not defined.
     *
     * @param next the block that follows it in its chain, or {@link #NONE}
     */
    int take(int next) {
        int block = free;
        if (block == NONE) {
            block = fresh++;
            if (block >>> ARRAY_BITS == arrays.length) {
                arrays = Arrays.copyOf(arrays, arrays.length + 1);
                arrays[arrays.length - 1] = new int[ARRAY_LENGTH];
            }
        } else {
            free = next(block);
        }
        set(block, SAMPLES, next);
        return block;
    }

    /** Gives back a block and all that follow it. */
    void release(int first) {
        int last = first;
        while (next(last) != NONE) {
            last = next(last);
        }
        set(last, SAMPLES, free);
        free = first;
    }

    /** The block that follows in the chain, or {@link #NONE}. */
    int next(int block) {
        return get(block, SAMPLES);
    }

    int get(int block, int at) {
        return arrays[block >>> ARRAY_BITS][(block & ARRAY_MASK) << LENGTH_BITS | at];
    }

    void set(int block, int at, int sample) {
        arrays[block >>> ARRAY_BITS][(block & ARRAY_MASK) << LENGTH_BITS | at] = sample;
    }
}
