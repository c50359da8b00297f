package io.natlens.leg;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import io.natlens.decode.Observation;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.BitSet;
import java.util.HashSet;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ByteStreamsTest {
    private static final byte[] BYTES = new byte[3000];

    static {
        new Random(7).nextBytes(BYTES);
    }

    private final ByteStreams streams = answered();
    private final ByteStreams other = answered();

    /** With an answer of one byte, so that what the client sent decides. */
    private static ByteStreams answered() {
        ByteStreams streams = new ByteStreams(0);
        add(streams, 1, 0, new byte[1]);
        return streams;
    }

    @Test
    void theDigestDoesNotDependOnHowTheBytesWereCut() {
        take(streams, 0, BYTES.length);
        for (int cut = 1; cut < 1500; cut += 7) {
            ByteStreams segments = answered();
            for (int at = 0; at < BYTES.length; at += cut) {
                take(segments, at, Math.min(cut, BYTES.length - at));
            }
            assertEquals(streams.digest(0), segments.digest(0));
        }
        assertNotEquals(ByteStreams.NO_DIGEST, streams.digest(0));
    }

    @Test
    void whatIsSentAgainCountsOnce() {
        take(streams, 0, 100);
        take(streams, 0, 100);
        take(streams, 50, 200);
        add(streams, 0, -1, new byte[1]);

        take(other, 0, 250);
        assertEquals(other.digest(0), streams.digest(0));
    }

    @Test
    void thereIsNoDigestWhereBytesAreMissing() {
        take(streams, 0, 100);
        take(streams, 200, 100);
        assertEquals(ByteStreams.NO_DIGEST, streams.digest(0));
        take(streams, 100, 100);
        assertEquals(ByteStreams.NO_DIGEST, streams.digest(0), "what came before the hole was filled is not kept");
        take(streams, 200, 100);
        assertNotEquals(ByteStreams.NO_DIGEST, streams.digest(0));
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 2, 3})
    void segmentsInAnyOrderAreTakenAsOneStreamWouldBe(int seed) {
        Random random = new Random(seed);
        int whole = 0;
        for (int run = 0; run < 500; run++) {
            ByteStreams segments = answered();
            BitSet seen = new BitSet();
            int inOrder = 0;
            for (int count = random.nextInt(20); count >= 0; count--) {
                boolean next = random.nextInt(3) != 0;
                int from = next ? inOrder : Math.max(0, inOrder - 100 + random.nextInt(200));
                int length = 1 + random.nextInt(100);
                take(segments, from, length);
                seen.set(from, from + length);
                // what comes before its time is not kept
                inOrder = from <= inOrder ? Math.max(inOrder, from + length) : inOrder;
            }
            ByteStreams stream = answered();
            take(stream, 0, seen.length());
            boolean known = inOrder >= Math.min(seen.length(), ByteStreams.DIGESTED);
            whole += known ? 1 : 0;
            assertEquals(known ? stream.digest(0) : ByteStreams.NO_DIGEST, segments.digest(0), "run " + run);
        }
        assertEquals(250, whole, 200);
    }

    @Test
    void thereIsNoDigestOfOneDirection() {
        ByteStreams unanswered = new ByteStreams(0);
        take(unanswered, 0, 100);
        assertEquals(ByteStreams.NO_DIGEST, unanswered.digest(0));
    }

    @Test
    void bytesBeyondThoseThatAreDigestedCountByTheirNumber() {
        take(streams, 0, ByteStreams.DIGESTED);
        take(streams, 2000, 1000);
        take(other, 0, 2999);

        assertNotEquals(other.digest(0), streams.digest(0));
        take(other, 2999, 1);
        assertEquals(other.digest(0), streams.digest(0));
    }

    @Test
    void streamsOfMoreThanFourGigabytesAreCounted() {
        take(streams, 0, 1000);
        take(other, 0, 1000);
        for (long at = 1_000_000_000L; at <= 5_000_000_000L; at += 1_000_000_000L) {
            add(streams, 0, (int) at, new byte[1000]);
        }
        add(other, 0, (int) 5_000_000_000L, new byte[1000]);

        assertEquals(other.digest(0), streams.digest(0));
    }

    @Test
    void theOtherDirectionFirstIsTheSameConnectionTurned() {
        add(streams, 0, 0, new byte[] {1, 2});
        ByteStreams turned = new ByteStreams(0);
        add(turned, 0, 0, new byte[1]);
        add(turned, 1, 0, new byte[] {1, 2});

        assertEquals(streams.digest(0), turned.digest(1));
        assertNotEquals(streams.digest(0), turned.digest(0));
    }

    @Test
    void textsThatDifferALittleHaveOtherDigests() {
        Set<Long> digests = new HashSet<>();
        byte[] request = "GET /health HTTP/1.1\r\nHost: 10.1.0.8:8000\r\n\r\n".getBytes(StandardCharsets.US_ASCII);
        for (int at = 0; at < request.length; at++) {
            for (int value = 0; value < 256; value++) {
                byte[] text = request.clone();
                text[at] = (byte) value;
                ByteStreams one = answered();
                add(one, 0, 0, text);
                digests.add(one.digest(0));
            }
        }
        // each place gives 256 texts, one of which is the request itself
        assertEquals(request.length * 255 + 1, digests.size());
    }

    private static void take(ByteStreams streams, int offset, int length) {
        add(streams, 0, offset, Arrays.copyOfRange(BYTES, offset, offset + length));
    }

    private static void add(ByteStreams streams, int direction, int offset, byte[] payload) {
        Packet packet = Packet.tcp("10.0.0.1:1 > 10.0.0.2:2").payload(payload);
        Observation segment = Observations.of(packet);
        streams.add(direction, offset, segment, Observations.frame(packet).buffer(), 0);
    }
}
