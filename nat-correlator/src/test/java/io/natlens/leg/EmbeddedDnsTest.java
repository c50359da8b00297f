package io.natlens.leg;

import static io.natlens.leg.Packet.udp;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.natlens.frame.CapturePoints;
import java.nio.ByteBuffer;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Docker's server at 127.0.0.11, the way a container's lo shows it: questions behind DNAT, answers before. */
class EmbeddedDnsTest {
    private static final String QUESTION = "127.0.0.1:50000 > 127.0.0.11:41234";
    private static final String ANSWER = "127.0.0.11:53 > 127.0.0.1:50000";

    private final CapturePoints points = new CapturePoints();
    private final Capture lo = new Capture(points, "lo");

    @Test
    void aQuestionAndItsAnswerAreOneConnection() {
        lo.at(0).sees(udp(QUESTION).payload(question(7)));
        lo.at(900).sees(udp(ANSWER).payload(answer(7)));

        List<Batch.Answer> answers = answers();

        assertEquals(1, answers.size());
        assertEquals(41234, answers.get(0).question().destinationPort());
        assertEquals(53, answers.get(0).answer().sourcePort());
    }

    @Test
    void anotherTransactionOrClientIsNoAnswer() {
        lo.at(0).sees(udp(QUESTION).payload(question(7)));
        lo.at(900).sees(udp(ANSWER).payload(answer(8)));
        lo.at(901).sees(udp("127.0.0.11:53 > 127.0.0.1:50001").payload(answer(7)));

        assertEquals(List.of(), answers());
    }

    @Test
    void noClientWaitsForever() {
        lo.at(0).sees(udp(QUESTION).payload(question(7)));
        lo.at(6_000_000).sees(udp(ANSWER).payload(answer(7)));

        assertEquals(List.of(), answers());
    }

    @Test
    void anAnswerOnTheQuestionsOwnLegNeedsNoPairing() {
        lo.at(0).sees(udp("127.0.0.1:50000 > 127.0.0.11:53").payload(question(7)));
        lo.at(900).sees(udp(ANSWER).payload(answer(7)));

        assertEquals(List.of(), answers());
    }

    @Test
    void otherServersAreNoneOfDockers() {
        lo.at(0).sees(udp("127.0.0.1:50000 > 127.0.0.53:41234").payload(question(7)));
        lo.at(900).sees(udp("127.0.0.53:53 > 127.0.0.1:50000").payload(answer(7)));

        assertEquals(List.of(), answers());
    }

    @Test
    void aDatagramTooShortForDnsIsNone() {
        lo.at(0).sees(udp(QUESTION).payload(new byte[11]));
        lo.at(900).sees(udp(ANSWER).payload(new byte[11]));

        assertEquals(List.of(), answers());
    }

    private List<Batch.Answer> answers() {
        Batch batch = new Batch();
        new LegStage(lo, points, 48, 100).fill(batch);
        return batch.answers();
    }

    private static byte[] question(int id) {
        return message(id, 0x0100);
    }

    private static byte[] answer(int id) {
        return message(id, 0x8180);
    }

    /** RFC 1035 section 4.1.1: a header with one question, and the question for "web". */
    private static byte[] message(int id, int flags) {
        return ByteBuffer.allocate(21)
                .putShort((short) id)
                .putShort((short) flags)
                .putLong(0x0001_0000_0000_0000L)
                .put(new byte[] {3, 'w', 'e', 'b', 0, 0, 1, 0, 1})
                .array();
    }
}
