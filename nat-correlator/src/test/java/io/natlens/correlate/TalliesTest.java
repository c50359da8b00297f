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
    void theLastPacketMovesToAnotherRow() {
        int row = tallies.take();
        tallies.count(row, 1000, 60, 64);
        tallies.count(row, 5000, 1514, 64);
        int other = tallies.take();
        tallies.moveLast(row, other);
        Tally tally = tallies.of(row);
        assertEquals(
                List.of(1L, 60L, 1000L, 1000L),
                List.of(tally.packets(), tally.bytes(), tally.firstSeen(), tally.lastSeen()));
        tally = tallies.of(other);
        assertEquals(
                List.of(1L, 1514L, 5000L, 5000L),
                List.of(tally.packets(), tally.bytes(), tally.firstSeen(), tally.lastSeen()));
        assertEquals(64, tally.ttl());
    }

    @Test
    void aRowIsEmptyWhenItsOnlyPacketHasMoved() {
        int row = tallies.take();
        tallies.count(row, 1000, 60, 64);
        tallies.moveLast(row, tallies.take());
        assertTrue(tallies.of(row).isEmpty());
        tallies.count(row, 2000, 70, 128);
        assertEquals(2000, tallies.of(row).firstSeen());
        assertEquals(128, tallies.of(row).ttl());
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
