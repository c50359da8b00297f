package io.natlens.file;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.natlens.file.Captures.Seen;
import io.natlens.frame.CapturePoint;
import io.natlens.frame.CapturePoints;
import io.natlens.frame.Frame;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalLong;
import java.util.Random;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MergedSourceTest {
    private final CapturePoints points = new CapturePoints();

    private static final class Capture implements MergedSource.Origin {
        private final String name;
        private final byte[] bytes;

        Capture(String name, byte[] bytes) {
            this.name = name;
            this.bytes = bytes;
        }

        @Override
        public String name() {
            return name;
        }

        @Override
        public long size() {
            return bytes.length;
        }

        @Override
        public boolean opensAgain() {
            return true;
        }

        @Override
        public CaptureReader open(CapturePoints points, BufferPool pool) throws IOException {
            CaptureInput input = CaptureInput.of(new ByteArrayInputStream(bytes), name, pool);
            return CaptureFiles.read(input, points, PointName.of(name));
        }
    }

    /** A capture with frames at these times in microseconds. */
    private static Capture capture(String name, long... times) {
        PcapngBytes bytes = PcapngBytes.begun().interfaceDescription(1, 0);
        for (long time : times) {
            bytes.enhanced(0, time, 1, "aa");
        }
        return new Capture(
                name, bytes.statistics(0, bytes.option(5, (long) times.length)).bytes());
    }

    private MergedSource merged(Capture... captures) {
        return new MergedSource(List.of(captures), points, List.of("x: No such file or directory"));
    }

    /** Capture point, number and time of each frame. */
    private static List<String> frames(MergedSource source) {
        List<String> seen = new ArrayList<>();
        Frame frame = new Frame();
        while (source.next(frame)) {
            seen.add(frame.capturePoint().name() + " " + frame.number() + " " + frame.timeNanos() / 1000);
        }
        assertFalse(source.next(frame));
        return seen;
    }

    @Test
    void ordersByTimeAndThenAsGiven() {
        try (MergedSource source =
                merged(capture("a", 1, 4, 5), capture("b", 2, 4), capture("c"), capture("d", 0, 4))) {
            assertEquals(List.of("d 1 0", "a 1 1", "b 1 2", "a 2 4", "b 2 4", "d 2 4", "a 3 5"), frames(source));
        }
    }

    @Test
    void aFrameOutOfOrderComesLateAndIsNotLost() {
        try (MergedSource source = merged(capture("a", 1, 6, 3, 7), capture("b", 2, 4, 8))) {
            assertEquals(List.of("a 1 1", "b 1 2", "b 2 4", "a 2 6", "a 3 3", "a 4 7", "b 3 8"), frames(source));
        }
    }

    @Test
    void oneCaptureIsGivenAsItIs() {
        try (MergedSource source = merged(capture("a", 3, 1, 2))) {
            assertEquals("a", source.name());
            assertEquals(List.of("a 1 3", "a 2 1", "a 3 2"), frames(source));
        }
    }

    @Test
    void whatSeveralCapturesOfOnePointHaveComesOnce() {
        Capture first = capture("eth0.pcap", 1, 2, 2, 3);
        Capture second = capture("eth0.pcap1", 2, 2, 3, 4);
        Capture third = capture("eth0.pcap2", 0, 3);
        try (MergedSource source = merged(first, second, third, capture("eth1", 2, 3))) {
            assertEquals(
                    List.of(
                            "eth0 1 0",
                            "eth0 1 1",
                            "eth0 2 2",
                            "eth0 3 2",
                            "eth1 1 2",
                            "eth0 4 3",
                            "eth1 2 3",
                            "eth0 4 4"),
                    frames(source));
            assertEquals(
                    List.of(
                            "eth0.pcap1: 3 of its frames are in another capture as well, of the same capture point and time;"
                                    + " they count once",
                            "eth0.pcap2: 1 of its frames are in another capture as well, of the same capture point and time;"
                                    + " they count once"),
                    source.remarks());
        }
    }

    @Test
    void otherBytesAtTheSameTimeAreAnotherFrame() {
        Capture other = new Capture(
                "eth0.pcap1",
                PcapngBytes.begun()
                        .interfaceDescription(1, 0)
                        .enhanced(0, 1, 1, "bb")
                        .enhanced(0, 2, 2, "aa")
                        .bytes());
        try (MergedSource source = merged(capture("eth0.pcap", 1, 2), other)) {
            assertEquals(4, frames(source).size());
            assertEquals(List.of(), source.remarks());
        }
    }

    @Test
    void noCaptureGivesNoFrame() {
        try (MergedSource source = merged()) {
            assertEquals(List.of(), frames(source));
        }
    }

    @Test
    void damageEndsOneCaptureAndIsRemembered() {
        Capture whole = capture("a", 1, 3, 5);
        Capture cutOff = new Capture("b", Arrays.copyOf(capture("b", 2, 4, 6).bytes, 48 + 2 * 36 + 10));
        Capture none = new Capture("c", new byte[] {1});
        try (MergedSource source = merged(whole, cutOff, none)) {
            assertEquals(List.of("a 1 1", "b 1 2", "a 2 3", "b 2 4", "a 3 5"), frames(source));
            assertEquals(
                    List.of(
                            "x: No such file or directory",
                            "c: begins with 01, not pcap or pcapng (plain or by gzip, zstd, xz or lz4)",
                            "b: packet 3 at byte 120: the block ends after 10 of 36 bytes"),
                    source.problems());
            assertEquals("2 captures", source.name());
        }
    }

    @Test
    void sumsTheDropsOfAPointOverItsCaptures() {
        try (MergedSource source = merged(capture("a.pcap", 1, 2), capture("a.pcap1", 3), capture("b", 4))) {
            assertEquals(4, frames(source).size());
            List<CapturePoint> all = points.all();
            assertEquals(OptionalLong.of(3), source.dropped(all.get(0)));
            assertEquals(OptionalLong.of(1), source.dropped(all.get(1)));
        }
    }

    @Test
    void manyCapturesAreOpenedOnceMoreWhenTheirTimeComes() {
        Capture[] many = Stream.iterate(99L, time -> time >= 0, time -> time - 1)
                .map(time -> capture("p" + time, time, time + 100))
                .toArray(Capture[]::new);
        try (MergedSource source = merged(many)) {
            List<String> seen = frames(source);
            assertEquals(200, seen.size());
            for (int i = 0; i < 200; i++) {
                assertEquals("p" + i % 100 + " " + (1 + i / 100) + " " + i, seen.get(i));
            }
            assertTrue(points.all().stream()
                    .allMatch(point -> source.dropped(point).equals(OptionalLong.of(2))));
        }
    }

    /** A capture whose frames, each one byte, stand in a list beside its bytes. */
    private record Written(String point, List<Seen> frames, Capture capture) {}

    private static Written written(String point, int number, Random random) {
        PcapngBytes bytes = PcapngBytes.begun().interfaceDescription(1, 0);
        List<Seen> frames = new ArrayList<>();
        long time = random.nextInt(20);
        for (int count = random.nextInt(30); count > 0; count--) {
            // mostly later, often at the same time, now and then too late
            time = Math.max(0, time + random.nextInt(8) - 2);
            String data = random.nextInt(4) == 0 ? "bb" : "aa";
            bytes.enhanced(0, time, 1, data);
            frames.add(new Seen(point, frames.size() + 1, time * 1000, 1, data));
        }
        return new Written(point, frames, new Capture(point + ".pcap" + number, bytes.bytes()));
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 8, 100})
    void mergesAsASearchThroughAllCapturesDoes(int captures) {
        Random random = new Random(captures);
        for (int run = 0; run < 3000 / captures; run++) {
            List<Written> all = new ArrayList<>();
            for (int number = 0; number < captures; number++) {
                all.add(written("p" + random.nextInt(1 + captures / 2), number, random));
            }
            List<Seen> expected = merge(all);
            CapturePoints own = new CapturePoints();
            List<Capture> given = all.stream().map(Written::capture).toList();
            MergedSource source = new MergedSource(given, own, List.of());
            assertEquals(expected, Captures.frames(source, new ArrayList<>()), "run " + run);
            assertEquals(List.of(), source.problems());
        }
    }

    /** The earliest of all next frames, the first of several, again and again; whoever has the same one next moves on, too. */
    private static List<Seen> merge(List<Written> captures) {
        List<Seen> merged = new ArrayList<>();
        int[] next = new int[captures.size()];
        while (true) {
            Seen earliest = null;
            for (int i = 0; i < next.length; i++) {
                Seen frame = frame(captures.get(i), next[i]);
                if (frame != null && (earliest == null || frame.timeNanos() < earliest.timeNanos())) {
                    earliest = frame;
                }
            }
            if (earliest == null) {
                return merged;
            }
            merged.add(earliest);
            for (int i = 0; i < next.length; i++) {
                Seen frame = frame(captures.get(i), next[i]);
                next[i] += frame != null && isCopy(earliest, frame) ? 1 : 0;
            }
        }
    }

    private static @Nullable Seen frame(Written capture, int number) {
        return number < capture.frames.size() ? capture.frames.get(number) : null;
    }

    private static boolean isCopy(Seen one, Seen other) {
        return one.timeNanos() == other.timeNanos()
                && one.point().equals(other.point())
                && one.bytes().equals(other.bytes());
    }
}
