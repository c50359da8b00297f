package io.natlens.correlate;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

final class TalliesTest {
    private final Tallies tallies = new Tallies();

    @Test
    void aRowCountsWhatItsDirectionSaw() {
        int row = tallies.take();
        tallies.count(row, 2000, 60, 64);
        tallies.count(row, 1000, 1514, 63);
        tallies.count(row + 1, 1500, 70, 255);
        Tally tally = tallies.of(row);
        assertEquals(2, tally.packets());
        assertEquals(1574, tally.bytes());
        assertEquals(1000, tally.firstSeen());
        assertEquals(2000, tally.lastSeen());
        assertEquals(64, tally.ttl());
        assertEquals(1, tallies.of(row + 1).packets());
        assertEquals(255, tallies.of(row + 1).ttl());
    }

    @Test
    void thePacketsSinceATimeMoveToAnotherRow() {
        int row = tallies.take();
        tallies.count(row, 1000, 60, 64);
        tallies.count(row, 3000, 80, 64);
        tallies.count(row + 1, 4500, 90, 64);
        tallies.count(row, 5000, 1514, 63);
        tallies.count(row, 6000, 100, 62);
        int other = tallies.take();
        assertEquals(2, tallies.moveSince(5000, row, other));
        assertEquals(List.of(2L, 140L, 1000L, 3000L, 64L), words(row));
        assertEquals(List.of(1L, 90L, 4500L, 4500L, 64L), words(row + 1));
        assertEquals(List.of(2L, 1614L, 5000L, 6000L, 63L), words(other));
        assertEquals(0, tallies.moveSince(5000, row, other));
        assertEquals(1, tallies.moveSince(6000, other, row));
        assertEquals(List.of(3L, 240L, 1000L, 6000L, 64L), words(row));
        assertEquals(List.of(1L, 1514L, 5000L, 5000L, 63L), words(other));
    }

    private List<Long> words(int row) {
        Tally tally = tallies.of(row);
        return List.of(tally.packets(), tally.bytes(), tally.firstSeen(), tally.lastSeen(), (long) tally.ttl());
    }

    @Test
    void aRowIsEmptyWhenAllItsPacketsHaveMoved() {
        int row = tallies.take();
        tallies.count(row, 1000, 60, 64);
        tallies.count(row, 1500, 60, 64);
        tallies.moveSince(1000, row, tallies.take());
        assertTrue(tallies.of(row).isEmpty());
        tallies.count(row, 2000, 70, 128);
        assertEquals(2000, tallies.of(row).firstSeen());
        assertEquals(128, tallies.of(row).ttl());
    }

    @Test
    void whatWasCountedLongAgoStays() {
        int row = tallies.take();
        int other = tallies.take();
        for (int packet = 0; packet < RecentCounts.SIZE + 10; packet++) {
            tallies.count(row, packet, 60, 64);
        }
        assertEquals(RecentCounts.SIZE, tallies.moveSince(0, row, other));
        assertEquals(List.of(10L, 600L, 0L, 9L, 64L), words(row));
        assertEquals(RecentCounts.SIZE, tallies.of(other).packets());
    }

    @Test
    void tellsWhenAPacketCame() {
        int row = tallies.take();
        for (long time : new long[] {1000, 2000, 3000, 4000}) {
            tallies.count(row, time, 60, 64);
        }
        tallies.count(row + 1, 2900, 60, 64);
        assertEquals(1000, tallies.seenWithin(row, 1000, 3500));
        assertEquals(3000, tallies.seenWithin(row, 999, 3500));
        assertEquals(Long.MIN_VALUE, tallies.seenWithin(row, 3001, 3500));
    }

    @Test
    void lagsAndRoutersHaveMeansWhateverTheirSigns() {
        int row = tallies.take();
        assertFalse(tallies.of(row).isFollowed());
        tallies.follow(row, 3_000_000_000L, -3);
        tallies.count(row, 1000, 60, 200);
        tallies.follow(row, -1_000_000_000L, 1);
        Tally tally = tallies.of(row);
        assertTrue(tally.isFollowed());
        assertEquals(1e9, tally.meanLag());
        assertEquals(-1, tally.meanRouters());
        assertEquals(200, tally.ttl());
    }

    @Test
    void copiesThatLeaveMoreOftenThanTheyCameAreNone() {
        int row = tallies.take();
        tallies.appear(row);
        assertEquals(1, tallies.of(row).ended());
        tallies.leave(row);
        tallies.leave(row);
        assertEquals(0, tallies.of(row).ended());
    }

    @Test
    void rowsAreTakenOnceAndEmptyAgainAfterTheyWereGivenBack() {
        Set<Integer> rows = new HashSet<>();
        for (int leg = 0; leg < 10_000; leg++) {
            int row = tallies.take();
            assertTrue(rows.add(row) && rows.add(row + 1), () -> "row " + row + " was taken before");
            tallies.count(row, leg, 60, 64);
        }
        tallies.release(4000);
        int again = tallies.take();
        assertEquals(4000, again);
        assertTrue(tallies.of(again).isEmpty());
        assertTrue(tallies.of(again).firstSeen() > tallies.of(again).lastSeen());
        assertEquals(1, tallies.of(3998).packets());
        assertNotEquals(again, tallies.take());
    }
}
