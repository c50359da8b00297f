package io.natlens.leg;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** What the ends of TCP connections sent, a row of words for each leg and end. {@link SentBytes} reads a row. */
final class SentTable {
    static final int BYTES = 0;
    static final int REPEATED_BYTES = 1;
    /** In the lower half the segments of which any number had been seen before, in the upper those without any. */
    static final int REPEATED_BARE = 2;
    /** In the lower half what is behind the highest number seen, in the upper what was acknowledged; 0 before that. */
    static final int NEXT_ACKNOWLEDGED = 3;

    private static final int WORDS = 4;

    /** Of this many numbers before the first that were seen it is not known whether they had been sent. */
    static final int UNSEEN_BEFORE = 1 << 30;

    private static final long LOWER_HALF = 0xffffffffL;

    private final WordRows rows = new WordRows(WORDS);
    /**
     * Of a row the numbers below the highest seen that were not seen, in their order; null where there never were any.
     * Volatile, so that another thread finds a longer array only with what was in the shorter.
     */
    private volatile @Nullable SequenceGaps[] gaps = new SequenceGaps[1024];

    /** Two empty rows, one for each end of a leg: this one and the next. */
    int take() {
        int row = rows.take();
        if (row >= gaps.length) {
            gaps = Arrays.copyOf(gaps, 2 * row);
        }
        return row;
    }

    /** Gives back what {@link #take} gave. */
    void release(int row) {
        gaps[row] = null;
        gaps[row + 1] = null;
        rows.release(row);
    }

    SentBytes of(int row) {
        return new SentBytes(rows.block(row), rows.at(row), gaps[row]);
    }

    /** Takes a segment without data, SYN or FIN. */
    void seeBare(int row) {
        rows.block(row)[rows.at(row) + REPEATED_BARE] += 1L << 32;
    }

    /** Takes the acknowledgement number of a segment of the other end. */
    void acknowledge(int row, int number) {
        long[] block = rows.block(row);
        int at = rows.at(row) + NEXT_ACKNOWLEDGED;
        int acknowledged = (int) (block[at] >>> 32);
        if (acknowledged == 0 || number - acknowledged > 0) {
            block[at] = (long) number << 32 | (block[at] & LOWER_HALF);
        }
    }

    /**
     * Takes the sequence numbers of a segment.
     *
     * @param length at least 1
     * @param syn whether nothing was sent before
     * @return how many of them had been seen before; {@link #repeat} is then to be called unless it is a copy
     */
    int see(int row, int sequence, int length, boolean syn) {
        long[] block = rows.block(row);
        int at = rows.at(row);
        int end = sequence + length;
        if (block[at + BYTES] == 0) {
            setNext(block, at, end);
            if (!syn) {
                gaps(row).add(sequence - UNSEEN_BEFORE, sequence);
            }
            block[at + BYTES] = length;
            return 0;
        }
        int highest = (int) block[at + NEXT_ACKNOWLEDGED];
        if (end - highest > 0) {
            setNext(block, at, end);
        }
        if (sequence - highest >= 0) {
            if (sequence != highest) {
                gaps(row).add(highest, sequence);
            }
            block[at + BYTES] += length;
            return 0;
        }
        int known = (end - highest > 0 ? highest : end) - sequence;
        SequenceGaps unseen = gaps[row];
        int repeated = known - (unseen == null ? 0 : unseen.fill(sequence, sequence + known));
        block[at + BYTES] += length - repeated;
        return repeated;
    }

    private static void setNext(long[] block, int at, int next) {
        block[at + NEXT_ACKNOWLEDGED] = (block[at + NEXT_ACKNOWLEDGED] & ~LOWER_HALF) | (next & LOWER_HALF);
    }

    /** Notes that so many numbers of a segment were sent again. */
    void repeat(int row, int again) {
        long[] block = rows.block(row);
        int at = rows.at(row);
        block[at + BYTES] += again;
        block[at + REPEATED_BYTES] += again;
        block[at + REPEATED_BARE]++;
    }

    private SequenceGaps gaps(int row) {
        SequenceGaps known = gaps[row];
        if (known == null) {
            known = new SequenceGaps();
            gaps[row] = known;
        }
        return known;
    }
}
