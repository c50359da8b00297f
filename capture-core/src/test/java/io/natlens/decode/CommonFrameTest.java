package io.natlens.decode;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.natlens.frame.CapturePoint;
import io.natlens.frame.CapturePoints;
import io.natlens.frame.Frame;
import io.natlens.frame.LinkType;
import io.natlens.wire.EthernetHeader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Of a common frame every field is what the headers' own decoders find; any other frame leaves the observation clear. */
class CommonFrameTest {
    private static final int DIGEST_LENGTH = 32;
    private static final byte[] TCP = Frames.bytes("0242ac110002 0242c0a80001 0800"
            + "4500 003c 1c46 4000 4006 0000 0a010008 08080808"
            + "a1b2 01bb 00000001 00000002 8018 01f6 0000 0000 0101080a 00000007 00000009"
            + "6162636465666768");
    private static final byte[] UDP =
            Frames.bytes("0242ac110002 0242c0a80001 0800 4500 0020 1c46 0000 4011 0000 0a010008 08080808"
                    + "a1b2 0035 000c 0000 61626364");

    /** Where a change of one byte makes another kind of packet. */
    private static final int[] TELLING = {12, 13, 14, 16, 17, 20, 21, 23, 36, 37, 46, 54, 55};

    private final CommonFrame common = new CommonFrame(new TransportDecoder(DIGEST_LENGTH));
    private final FrameDecoder decoder = new FrameDecoder(DIGEST_LENGTH);
    private final CapturePoint plain = new CapturePoints().named("plain", LinkType.IPV4, 0, "");

    /** The buffer ends with the frame, so that a read beyond it is an exception. */
    private boolean check(byte[] frame) throws IllegalAccessException {
        ByteBuffer bytes = ByteBuffer.wrap(frame);
        Observation observation = new Observation();
        observation.clear();
        Observation expected = new Observation();
        expected.clear();
        boolean taken = common.read(bytes, 0, frame.length, observation);
        if (taken) {
            int rest = frame.length - EthernetHeader.LENGTH;
            decoder.decode(new Frame().set(plain, 1, 0, bytes, EthernetHeader.LENGTH, rest, rest), expected);
        }
        assertEquals(fields(expected), fields(observation), () -> Arrays.toString(frame));
        return taken;
    }

    private static Map<String, Object> fields(Observation observation) throws IllegalAccessException {
        Map<String, Object> fields = new LinkedHashMap<>();
        for (Field field : Observation.class.getDeclaredFields()) {
            if (!Modifier.isStatic(field.getModifiers())) {
                fields.put(field.getName(), field.get(observation));
            }
        }
        return fields;
    }

    @Test
    void takesWhatNearlyAllFramesAre() throws IllegalAccessException {
        assertTrue(check(TCP));
        assertTrue(check(UDP));
    }

    @Test
    void leavesOtherFrames() throws IllegalAccessException {
        assertFalse(check(with(TCP, 12, 0x81)), "a VLAN tag");
        assertFalse(check(with(TCP, 14, 0x46)), "IP options");
        assertFalse(check(with(TCP, 14, 0x65)), "IP of another version");
        assertFalse(check(with(TCP, 17, 39)), "a length that ends within the TCP header");
        assertFalse(check(with(TCP, 20, 0x20)), "a first fragment");
        assertFalse(check(with(TCP, 21, 0x01)), "a later fragment");
        assertFalse(check(with(TCP, 23, 1)), "ICMP");
        assertFalse(check(with(with(UDP, 36, 0x12), 37, 0xb5)), "VXLAN");
    }

    private static byte[] with(byte[] frame, int at, int value) {
        byte[] changed = frame.clone();
        changed[at] = (byte) value;
        return changed;
    }

    @Test
    void cutAtEveryLength() throws IllegalAccessException {
        for (int length = 0; length <= TCP.length; length++) {
            assertEquals(length >= 54, check(Arrays.copyOf(TCP, length)));
        }
        for (int length = 0; length <= UDP.length; length++) {
            assertEquals(length >= 42, check(Arrays.copyOf(UDP, length)));
        }
    }

    @Test
    void changedAtRandom() throws IOException, IllegalAccessException {
        Random random = new Random(4);
        int taken = 0;
        int left = 0;
        for (byte[] frame : ethernetFrames()) {
            for (int i = 0; i < 200; i++) {
                boolean isTaken = check(changed(frame, random));
                taken += isTaken ? 1 : 0;
                left += isTaken ? 0 : 1;
            }
        }
        assertTrue(taken > 1_000 && left > 1_000, taken + " and " + left);
    }

    private static byte[] changed(byte[] frame, Random random) {
        byte[] changed = random.nextBoolean() ? frame.clone() : Arrays.copyOf(frame, random.nextInt(frame.length + 1));
        for (int i = random.nextInt(4); i > 0 && changed.length > 0; i--) {
            int telling = TELLING[random.nextInt(TELLING.length)];
            int anywhere = random.nextInt(Math.min(changed.length, 80));
            int at = random.nextBoolean() && telling < changed.length ? telling : anywhere;
            changed[at] = (byte) (random.nextBoolean() ? random.nextInt(256) : changed[at] ^ 1 << random.nextInt(8));
        }
        return changed;
    }

    private static List<byte[]> ethernetFrames() throws IOException {
        try (Stream<Path> files = Files.list(Frames.capture("README.md").resolveSibling(""))) {
            return files.filter(file -> file.toString().endsWith(".pcap"))
                    .sorted()
                    .flatMap(CommonFrameTest::ethernetFrames)
                    .toList();
        }
    }

    private static Stream<byte[]> ethernetFrames(Path file) {
        try {
            return Frames.read(file).stream()
                    .filter(frame -> frame.capturePoint().linkType().equals(LinkType.EN10MB))
                    .map(frame -> frame.buffer().array());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
