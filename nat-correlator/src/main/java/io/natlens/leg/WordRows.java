package io.natlens.leg;

import java.util.Arrays;

/**
 * Rows of words, two for each leg, one a direction. There are hundreds of thousands, and they are asked for each packet: in
 * blocks that never move they cost the garbage collector nothing.
 *
 * <p>For one thread; another may read rows that it has been told of since.
 */
public final class WordRows {
    private static final int BLOCK_BITS = 10;
    private static final int ROW_MASK = (1 << BLOCK_BITS) - 1;

    private final int words;
    /** Volatile, so that another thread finds a longer array only with what was in the shorter. */
    private volatile long[][] blocks = new long[0][];
    /** Those of the rows taken that have been given back. */
    private int[] freeRows = new int[16];

    private int free;
    private int rows;

    /** @param words how many each row has */
    public WordRows(int words) {
        this.words = words;
    }

    /** Two rows of zeroes, for direction 0 and 1 of a leg: the one returned and the next. */
    public int take() {
        int row = free > 0 ? freeRows[--free] : add();
        int at = at(row);
        Arrays.fill(block(row), at, at + 2 * words, 0);
        return row;
    }

    private int add() {
        int row = rows;
        int number = row >>> BLOCK_BITS;
        if (number == blocks.length) {
            long[][] more = Arrays.copyOf(blocks, number + 1);
            more[number] = new long[words << BLOCK_BITS];
            blocks = more;
        }
        rows += 2;
        return row;
    }

    /** Gives back what {@link #take} gave. */
    public void release(int row) {
        if (free == freeRows.length) {
            freeRows = Arrays.copyOf(freeRows, free * 2);
        }
        freeRows[free++] = row;
    }

    /** The words of the row and of others; {@link #at} says where the row's begin. */
    public long[] block(int row) {
        return blocks[row >>> BLOCK_BITS];
    }

    /** The place of the row's first word in its {@link #block}. */
    public int at(int row) {
        return (row & ROW_MASK) * words;
    }
}
