package io.natlens.correlate;

import io.natlens.leg.WordRows;
import java.util.Arrays;

/** The packets of each leg and direction, a row of words for each. {@link Tally} reads a row. */
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

    /** One more than there are: a row is then a line of the processor's cache. */
    private static final int WORDS = 8;

    static final int ROUTERS_SHIFT = 32;
    static final int TTL_SHIFT = 24;
    static final int FOLLOWED = (1 << TTL_SHIFT) - 1;

    /** Means that so many packets have shown change no more; and the sum of their times to live fits into 32 bits. */
    private static final int MOST_FOLLOWED = 1 << 23;

    private final WordRows rows = new WordRows(WORDS);
    private final RecentCounts recent = new RecentCounts();

    /** Two empty rows, one for each direction of a leg: this one and the next. */
    int take() {
        int row = rows.take();
        for (int direction = 0; direction < 2; direction++) {
            noTimes(rows.block(row + direction), rows.at(row + direction));
        }
        return row;
    }

    private static void noTimes(long[] block, int at) {
        block[at + FIRST_SEEN] = Long.MAX_VALUE;
        block[at + LAST_SEEN] = Long.MIN_VALUE;
    }

    /** Gives back what {@link #take} gave. */
    void release(int row) {
        rows.release(row);
    }

    Tally of(int row) {
        return new Tally(rows.block(row), rows.at(row));
    }

    /** Notes a packet: its time in nanoseconds since the epoch, its frame's original length, its time to live. */
    void count(int row, long timeNanos, int length, int ttl) {
        long[] block = rows.block(row);
        int at = rows.at(row);
        recent.add(row, timeNanos, block[at + LAST_SEEN], length, ttl);
        add(block, at, timeNanos, length, ttl);
    }

    private static void add(long[] block, int at, long timeNanos, int length, int ttl) {
        if (block[at + PACKETS]++ == 0) {
            block[at + ROUTERS_TTL_FOLLOWED] |= (long) ttl << TTL_SHIFT;
        }
        block[at + BYTES] += length;
        block[at + FIRST_SEEN] = Math.min(block[at + FIRST_SEEN], timeNanos);
        block[at + LAST_SEEN] = Math.max(block[at + LAST_SEEN], timeNanos);
    }

    /**
     * Moves the packets that a row has noted since a time, as far as {@link RecentCounts} has them, to another row.
     *
     * @return how many
     */
    int moveSince(long since, int from, int to) {
        int moved = 0;
        for (int place = recent.oldest(); place < recent.oldest() + RecentCounts.SIZE; place++) {
            if (recent.isOf(place, from, since)) {
                add(rows.block(to), rows.at(to), recent.time(place), recent.length(place), recent.ttl(place));
                recent.move(place, to);
                takeBack(from, recent.length(place), moved == 0 ? recent.before(place) : lastSeen(from));
                moved++;
            }
        }
        return moved;
    }

    private void takeBack(int row, int length, long lastSeen) {
        long[] block = rows.block(row);
        int at = rows.at(row);
        block[at + BYTES] -= length;
        block[at + LAST_SEEN] = lastSeen;
        if (--block[at + PACKETS] == 0) {
            Arrays.fill(block, at, at + WORDS, 0);
            noTimes(block, at);
        }
    }

    /**
     * When a row noted a packet that is known to have come in a span of time.
     *
     * @return its beginning, if a packet came just then, else when the span's last one came; before all times if none did
     */
    long seenWithin(int row, long beginning, long end) {
        long last = Long.MIN_VALUE;
        for (int place = recent.oldest(); place < recent.oldest() + RecentCounts.SIZE; place++) {
            if (recent.isOf(place, row, beginning) && recent.time(place) <= end) {
                last = Math.max(last, recent.time(place));
                if (recent.time(place) == beginning) {
                    return beginning;
                }
            }
        }
        return last;
    }

    /** Notes a packet that can be compared and is no copy of one that was here before. */
    void appear(int row) {
        rows.block(row)[rows.at(row) + ENDED]++;
    }

    /** Notes that such a packet has been seen elsewhere afterwards. */
    void leave(int row) {
        rows.block(row)[rows.at(row) + ENDED]--;
    }

    /** Notes that so many of the packets seen here last of all are counted in another row. */
    void moveEnded(int packets, int from, int to) {
        rows.block(from)[rows.at(from) + ENDED] -= packets;
        rows.block(to)[rows.at(to) + ENDED] += packets;
    }

    /**
     * Notes a packet that another point had seen first.
     *
     * @param lag nanoseconds since then
     * @param ttlLost how much less its time to live is here
     */
    void follow(int row, long lag, int ttlLost) {
        long[] block = rows.block(row);
        int at = rows.at(row);
        long known = block[at + ROUTERS_TTL_FOLLOWED];
        if ((known & FOLLOWED) < MOST_FOLLOWED) {
            block[at + ROUTERS_TTL_FOLLOWED] = known + ((long) ttlLost << ROUTERS_SHIFT) + 1;
            block[at + LAGS] += lag;
        }
    }

    long packets(int row) {
        return rows.block(row)[rows.at(row) + PACKETS];
    }

    /** Nanoseconds since the epoch; later than all times where there are no packets. */
    long firstSeen(int row) {
        return rows.block(row)[rows.at(row) + FIRST_SEEN];
    }

    /** Nanoseconds since the epoch; earlier than all times where there are no packets. */
    long lastSeen(int row) {
        return rows.block(row)[rows.at(row) + LAST_SEEN];
    }
}
