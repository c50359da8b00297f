package io.natlens.leg;

import io.natlens.decode.Observation;
import io.natlens.frame.CapturePoint;
import io.natlens.frame.Frame;
import io.natlens.wire.IpAddress;
import org.jspecify.annotations.Nullable;

/**
 * Questions to Docker's embedded DNS server, 127.0.0.11, and their answers.
 *
 * <p>On a container's loopback interface the question is seen behind DNAT, to the server's real port, and the answer
 * before it, from port 53: two legs that share no packet. The transaction id (RFC 1035 section 4.1.1) and the client's
 * address and port show that they are one connection. Direct-mapped, so that memory is bounded.
 */
final class EmbeddedDns {
    private static final long SERVER = IpAddress.parse("127.0.0.11").low();
    private static final int HEADER_LENGTH = 12;
    private static final int RESPONSE = 0x8000;
    private static final int SIZE = 1 << 8;
    /** The longest that resolvers wait for an answer by default (resolv.conf(5), timeout), in nanoseconds. */
    private static final long LONGEST_WAIT = 5_000_000_000L;

    private final long[] keys = new long[SIZE];
    private final long[] times = new long[SIZE];
    private final @Nullable Leg[] questions = new Leg[SIZE];

    static boolean concerns(Observation packet) {
        return packet.protocol() == FiveTuple.UDP
                && (packet.destinationLow() == SERVER || packet.sourceLow() == SERVER)
                && packet.payloadCaptured() >= HEADER_LENGTH;
    }

    /**
     * Remembers a question; of an answer, returns the question's leg, or null if it is the answer's own, has ended or is not
     * known.
     */
    @Nullable
    Leg questionOf(Observation packet, Frame frame, CapturePoint point, Leg leg) {
        int id = frame.buffer().getShort(packet.payloadOffset()) & 0xffff;
        boolean answer = (frame.buffer().getShort(packet.payloadOffset() + 2) & RESPONSE) != 0;
        long client = answer ? packet.destinationLow() : packet.sourceLow();
        int port = answer ? packet.destinationPort() : packet.sourcePort();
        long key = Mix.of(client, (long) point.number() << 32 | (long) port << 16 | id);
        int slot = (int) key & (SIZE - 1);
        if (!answer) {
            keys[slot] = key;
            times[slot] = frame.timeNanos();
            questions[slot] = leg;
            return null;
        }
        Leg question = questions[slot];
        boolean known = keys[slot] == key && frame.timeNanos() - times[slot] <= LONGEST_WAIT;
        return known && question != null && question != leg && !question.hasEnded() ? question : null;
    }
}
