package io.natlens.leg;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.natlens.decode.Observation;
import io.natlens.frame.CapturePoint;
import io.natlens.frame.CapturePoints;
import io.natlens.frame.LinkType;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** The queue, of which only the first is looked at, beside a search through all legs. */
class ClosedLegsTest {
    private static final long PATIENCE = 500;

    private final CapturePoint eth0 = new CapturePoints().named("eth0", LinkType.EN10MB, 0, "");
    private final Observation packet = Observations.of(Packet.tcp("10.1.0.8:1 > 8.8.8.8:2"));
    private final ClosedLegs closed = new ClosedLegs(PATIENCE);
    private final Random random = new Random(4);
    private long now = 1_000_000;

    @Test
    void givesThoseThatHaveBeenQuietForLongEnoughAndNoOther() {
        Set<Leg> waiting = new HashSet<>();
        Set<Leg> delayed = new HashSet<>();
        List<Leg> latest = new ArrayList<>();
        int given = 0;
        for (int i = 0; i < 100_000; i++) {
            now += random.nextInt(20);
            if (random.nextInt(3) == 0) {
                latest.add(close(i));
                waiting.add(latest.get(latest.size() - 1));
            }
            if (latest.size() > 20) {
                Leg late = latest.remove(random.nextInt(10));
                if (random.nextInt(3) == 0 && waiting.contains(late)) {
                    late.count(random.nextInt(2), now);
                    delayed.add(late);
                }
            }
            if (random.nextInt(10) == 0) {
                Set<Leg> taken = taken();
                given += taken.size();
                assertTrue(taken.stream().allMatch(leg -> waiting.contains(leg) && quiet(leg) > PATIENCE));
                waiting.removeAll(taken);
                // what had something late stands further back than it might
                assertTrue(waiting.stream().allMatch(leg -> quiet(leg) <= (delayed.contains(leg) ? 2 : 1) * PATIENCE));
            }
        }
        assertTrue(given > 30_000 && delayed.size() > 5000, given + " given, " + delayed.size() + " delayed");
    }

    @Test
    void letsGoOfThoseThatHaveBeenEndedOtherwise() {
        for (int number = 0; number < 1000; number++) {
            Leg leg = close(number);
            if (number % 10 != 0) {
                leg.end();
            }
        }
        closed.forgetEnded();
        assertEquals(100, closed.size());
        now += PATIENCE + 1;
        assertTrue(taken().stream().allMatch(leg -> leg.number() % 10 == 0));
    }

    private long quiet(Leg leg) {
        return now - leg.lastSeen();
    }

    private Leg close(int number) {
        Leg leg = new Leg(number, eth0, packet, now, new SentTable());
        leg.count(0, now);
        closed.add(leg);
        return leg;
    }

    private Set<Leg> taken() {
        Set<Leg> taken = new HashSet<>();
        for (Leg leg = closed.next(now); leg != null; leg = closed.next(now)) {
            assertTrue(taken.add(leg), "given once");
        }
        return taken;
    }
}
