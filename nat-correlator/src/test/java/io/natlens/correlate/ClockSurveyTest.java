package io.natlens.correlate;

import static io.natlens.leg.Packet.ping;
import static io.natlens.leg.Packet.pong;
import static io.natlens.leg.Packet.tcp;
import static io.natlens.leg.Packet.udp;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.natlens.frame.CapturePoint;
import io.natlens.frame.CapturePoints;
import io.natlens.frame.Clock;
import io.natlens.frame.ClockOffsets;
import io.natlens.frame.Frame;
import io.natlens.frame.FrameSource;
import io.natlens.frame.LinkType;
import io.natlens.host.Roles;
import io.natlens.leg.Capture;
import io.natlens.leg.Packet;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

/** Packets that pass docker0 and eth0 of one host, then far and veth of another, whose clock is made up. */
final class ClockSurveyTest {
    private static final long SECOND = 1_000_000;
    private static final long HOUR = 3600 * SECOND;
    private static final int NEAR_TO_FAR = 200;

    private record Corrected(FrameSource source, ClockOffsets clocks) implements FrameSource {
        @Override
        public boolean next(Frame frame) throws IOException {
            boolean more = source.next(frame);
            if (more) {
                clocks.correct(frame);
            }
            return more;
        }

        @Override
        public String name() {
            return source.name();
        }

        @Override
        public OptionalLong dropped(CapturePoint point) {
            return source.dropped(point);
        }

        @Override
        public void close() throws IOException {
            source.close();
        }
    }

    private final CapturePoints points = new CapturePoints();
    private List<Capture> way = captures();
    /** In microseconds. */
    private long ahead;

    private double drift;

    private List<Capture> captures() {
        return List.of(
                new Capture(points, "docker0"),
                new Capture(points, "eth0"),
                new Capture(points, "far"),
                new Capture(points, "veth"));
    }

    @Test
    void pointsOfOneHostShareTheirClock() throws InterruptedException {
        connections(5, SECOND);
        ClockOffsets offsets = survey(ClockOffsets.NONE);
        assertFalse(offsets.differ());
        assertEquals(Clock.COMMON, clock(offsets, "veth"));
    }

    @Test
    void aClockAheadIsToldByDelaysThatAreImpossible() throws InterruptedException {
        ahead = 3_250_000;
        connections(5, SECOND);
        ClockOffsets offsets = survey(ClockOffsets.NONE);
        assertEquals(Clock.COMMON, clock(offsets, "eth0"));
        assertEquals(3_250_000_000L, clock(offsets, "far").offsetNanos());
        assertEquals(0, clock(offsets, "far").drift());
        assertEquals(clock(offsets, "far"), clock(offsets, "veth"));
    }

    @Test
    void aClockHoursBehindIsToldByTheHandshakesThatBothShow() throws InterruptedException {
        ahead = -7 * HOUR;
        drift = 50e-6;
        connections(30, SECOND);
        ClockOffsets offsets = survey(ClockOffsets.NONE);
        Clock far = clock(offsets, "far");
        assertEquals(50e-6, far.drift(), 0.1e-6);
        assertNear(-7 * HOUR * 1000, far.offsetAt(Capture.START), 10_000);
    }

    @Test
    void pingsThatBothShowWithinSecondsTellAClockToo() throws InterruptedException {
        ahead = 1_500_000;
        for (int i = 0; i < 5; i++) {
            passes(i * SECOND, 0, ping("10.1.0.8:7 > 8.8.8.8:7").sequence(i, 0).payload("ping " + i));
            passes(
                    i * SECOND + 9000,
                    3,
                    pong("8.8.8.8:7 > 10.1.0.8:7").sequence(i, 0).payload("ping " + i));
        }
        assertEquals(1_500_000_000L, clock(survey(ClockOffsets.NONE), "far").offsetNanos());
    }

    @Test
    void theDriftWithinOneLongConnectionIsToldByItsPackets() throws InterruptedException {
        ahead = 2_000_000;
        drift = -40e-6;
        longConnection();
        ClockOffsets rough = survey(ClockOffsets.NONE);
        assertNear(2_000_000_000L, clock(rough, "far").offsetAt(Capture.START), 3_000_000);
        way = captures();
        longConnection();
        Clock far = clock(survey(rough), "far");
        assertEquals(-40e-6, far.drift(), 0.1e-6);
        assertNear(2_000_000_000L, far.offsetAt(Capture.START), 10_000);
    }

    @Test
    void packetsThatWereLostAndSentAgainHideNoClock() throws InterruptedException {
        ahead = 5_000;
        connections(5, SECOND);
        for (int i = 0; i < 4; i++) {
            long start = (10 + i) * SECOND;
            way.get(0)
                    .at(start)
                    .sees(tcp("10.1.0.8:700" + i + " > 8.8.8.8:443").syn(i + 1).id(1));
            passes(
                    start + SECOND,
                    0,
                    tcp("10.1.0.8:700" + i + " > 8.8.8.8:443").syn(i + 1).id(2));
            passes(
                    start + SECOND + 5_000,
                    3,
                    tcp("8.8.8.8:443 > 10.1.0.8:700" + i).synAck(7, i + 2));
        }
        assertNear(5_000_000, clock(survey(ClockOffsets.NONE), "far").offsetNanos(), 1000);
    }

    @Test
    void copiesThatABridgeHandsOutLateAreNoClock() throws InterruptedException {
        for (int i = 0; i < 5; i++) {
            long start = i * SECOND;
            Packet there = tcp("10.1.0.8:4000 > 8.8.8.8:443").syn(i * 9 + 1);
            Packet back = tcp("8.8.8.8:443 > 10.1.0.8:4000").synAck(7, i * 9 + 2);
            way.get(1).at(start).sees(there).at(start + 500).sees(back);
            way.get(0).at(start + 30).sees(there).at(start + 530).sees(back);
        }
        assertFalse(survey(ClockOffsets.NONE).differ());
    }

    @Test
    void oneDirectionAloneMakesNoClock() throws InterruptedException {
        for (int i = 0; i < 5; i++) {
            Packet question = udp("10.1.0.8:4000 > 8.8.8.8:9").payload("question " + i);
            way.get(1).at(i * SECOND).sees(question);
            way.get(2).at(i * SECOND + 900_000).sees(question);
        }
        ClockOffsets offsets = survey(ClockOffsets.NONE);
        assertFalse(offsets.differ());
        assertNull(offsets.of(point("docker0")));
        assertEquals(Clock.COMMON, clock(offsets, "far"));
    }

    private static void assertNear(long expected, long found, long within) {
        assertTrue(Math.abs(found - expected) <= within, () -> found + " and not " + expected);
    }

    @Test
    void aPointWithoutPacketsHasTheClockOfThoseCapturedTogetherWithIt() throws InterruptedException {
        ahead = 3_250_000;
        connections(5, SECOND);
        CapturePoint idle = points.named("idle", LinkType.EN10MB, 0, "");
        assertNull(survey(ClockOffsets.NONE).of(idle));
        points.join(point("veth"), idle);
        way = captures();
        connections(5, SECOND);
        assertEquals(3_250_000_000L, clock(survey(ClockOffsets.NONE), "idle").offsetNanos());
    }

    /** Each a SYN and its answer. */
    private void connections(int count, long apart) {
        for (int i = 0; i < count; i++) {
            int port = 40000 + i;
            passes(i * apart, 0, tcp("172.17.0.2:" + port + " > 8.8.8.8:443").syn(i * 77 + 1));
            passes(i * apart + 5_000, 3, tcp("8.8.8.8:443 > 172.17.0.2:" + port).synAck(i * 55 + 2, i * 77 + 2));
        }
    }

    /** Of which nobody saw the beginning: a question and an answer ten times a second for a minute. */
    private void longConnection() {
        for (int i = 1; i < 600; i++) {
            Packet question = tcp("172.17.0.2:40000 > 8.8.8.8:443").sequence(i, i);
            passes(i * 100_000L, 0, question.id(i).payload("q"));
            passes(
                    i * 100_000L + 5_000,
                    3,
                    tcp("8.8.8.8:443 > 172.17.0.2:40000")
                            .sequence(i, i + 1)
                            .id(i)
                            .payload("a"));
        }
    }

    private void passes(long start, int from, Packet packet) {
        int[] place = {0, 20, 20 + NEAR_TO_FAR, 40 + NEAR_TO_FAR};
        for (int i = 0; i < way.size(); i++) {
            long time = start + Math.abs(place[i] - place[from]);
            long shown = i < 2 ? time : time + ahead + Math.round(time * drift);
            way.get(i).at(shown).sees(packet);
        }
    }

    private ClockOffsets survey(ClockOffsets known) throws InterruptedException {
        List<FrameSource> sources = new ArrayList<>();
        way.forEach(capture -> sources.add(new Corrected(capture, known)));
        Engine engine = new Engine(sources, points, Roles.BY_NAME, 1000, known);
        engine.run(flow -> {});
        return engine.clockOffsets();
    }

    private CapturePoint point(String name) {
        return points.all().stream()
                .filter(candidate -> candidate.name().equals(name))
                .findFirst()
                .orElseThrow();
    }

    private Clock clock(ClockOffsets offsets, String point) {
        Clock clock = offsets.of(point(point));
        assertNotNull(clock, point);
        return clock;
    }
}
