package io.natlens.correlate;

import java.util.Arrays;

/**
 * The packets of each leg and direction, a row of words for each. There are hundreds of thousands, and they are asked for
 * each packet: in blocks that never move they cost the garbage collector nothing. {@link Tally} reads a row.
 */
final class Tallies {
    static final int PACKETS = 0;
    static final int BYTES = 1;
    static final int FIRST_SEEN = 2;
    static final int LAST_SEEN = 3;
    /** The packets that were seen here and nowhere else afterwards. */
    static final int ENDED = 4;
    /** The sum of what {@link #follow} was told of time, in nanoseconds. */
    static final int LAGS = 5;
    /** From the highest bit: the same of routers, the first packet's time to live, and how many were summed up. */
    static final int ROUTERS_TTL_FOLLOWED = 6;

    private static final int WORDS = 7;

    static final int ROUTERS_SHIFT = 32;
    static final int TTL_SHIFT = 24;
    static final int FOLLOWED = (1 << TTL_SHIFT) - 1;

    /** Means that so many packets have shown change no more; and the sum of their times to live fits into 32 bits. */
    private static final int MOST_FOLLOWED = 1 << 23;

    private static final int BLOCK_BITS = 10;
    private static final int ROW_MASK = (1 << BLOCK_BITS) - 1;

    private long[][] blocks = new long[0][];
    /** Those of the rows taken that have been given back. */
    private int[] freeRows = new int[16];

    private int free;
    private int rows;

    /** Two empty rows, one for each direction of a leg: this one and the next. */
    int take() {
        int row = free > 0 ? freeRows[--free] : add();
        for (int direction = 0; direction < 2; direction++) {
            long[] block = block(row + direction);
            int at = at(row + direction);
            Arrays.fill(block, at, at + WORDS, 0);
            block[at + FIRST_SEEN] = Long.MAX_VALUE;
            block[at + LAST_SEEN] = Long.MIN_VALUE;
        }
        return row;
    }

    private int add() {
        int row = rows;
        int number = row >>> BLOCK_BITS;
        if (number == blocks.length) {
            blocks = Arrays.copyOf(blocks, number + 1);
            blocks[number] = new long[WORDS << BLOCK_BITS];
        }
        rows += 2;
        return row;
    }

    /** Gives back what {@link #take} gave. */
    void release(int row) {
        if (free == freeRows.length) {
            freeRows = Arrays.copyOf(freeRows, free * 2);
        }
        freeRows[free++] = row;
    }

    Tally of(int row) {
        return new Tally(block(row), at(row));
    }

    private long[] block(int row) {
        return blocks[row >>> BLOCK_BITS];
    }

    private static int at(int row) {
        return (row & ROW_MASK) * WORDS;
    }

    /** Notes a packet: its time in nanoseconds since the epoch, its frame's original length, its time to live. */
    void count(int row, long timeNanos, int length, int ttl) {
        long[] block = block(row);
        int at = at(row);
        if (block[at + PACKETS]++ == 0) {
            block[at + ROUTERS_TTL_FOLLOWED] |= (long) ttl << TTL_SHIFT;
        }
        block[at + BYTES] += length;
        block[at + FIRST_SEEN] = Math.min(block[at + FIRST_SEEN], timeNanos);
        block[at + LAST_SEEN] = Math.max(block[at + LAST_SEEN], timeNanos);
    }

    /** Notes a packet that can be compared and is no copy of one that was here before. */
    void appear(int row) {
        block(row)[at(row) + ENDED]++;
    }

    /** Notes that such a packet has been seen elsewhere afterwards. */
    void leave(int row) {
        block(row)[at(row) + ENDED]--;
    }

    /**
     * Notes a packet that another point had seen first.
     *
     * @param lag nanoseconds since then
     * @param ttlLost how much less its time to live is here
     */
    void follow(int row, long lag, int ttlLost) {
        long[] block = block(row);
        int at = at(row);
        long known = block[at + ROUTERS_TTL_FOLLOWED];
        if ((known & FOLLOWED) < MOST_FOLLOWED) {
            block[at + ROUTERS_TTL_FOLLOWED] = known + ((long) ttlLost << ROUTERS_SHIFT) + 1;
            block[at + LAGS] += lag;
        }
    }

    long packets(int row) {
        return block(row)[at(row) + PACKETS];
    }

    /** Nanoseconds since the epoch; later than all times where there are no packets. */
    long firstSeen(int row) {
        return block(row)[at(row) + FIRST_SEEN];
    }

    /** Nanoseconds since the epoch; earlier than all times where there are no packets. */
    long lastSeen(int row) {
        return block(row)[at(row) + LAST_SEEN];
    }
}
