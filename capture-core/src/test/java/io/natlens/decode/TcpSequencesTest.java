package io.natlens.decode;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.natlens.decode.TcpSequences.Connection;
import org.junit.jupiter.api.Test;

class TcpSequencesTest {
    private static final Connection FORWARD = new Connection(0, 1, 0, 2, 40000, 80);

    @Test
    void countsBothDirectionsFromTheFirstSegmentWithAck() {
        TcpSequences sequences = new TcpSequences();
        assertFalse(sequences.find(FORWARD.reverse(), true, 1000, 501));
        assertTrue(sequences.find(FORWARD, false, 501, 1001));
        assertEquals(500, sequences.sequenceBase());
        assertEquals(1000, sequences.acknowledgementBase());
        assertTrue(sequences.find(FORWARD.reverse(), false, 1001, 511));
        assertEquals(1000, sequences.sequenceBase());
        assertEquals(500, sequences.acknowledgementBase());
    }

    @Test
    void synStartsAnew() {
        TcpSequences sequences = new TcpSequences();
        sequences.find(FORWARD, false, 1, 1);
        assertFalse(sequences.find(FORWARD, true, 7000, 9));
        assertTrue(sequences.find(FORWARD, false, 7001, 9));
        assertEquals(7000, sequences.sequenceBase());
    }

    @Test
    void forgetsTheConnectionThatWasNotSeenForLongest() {
        TcpSequences sequences = new TcpSequences();
        sequences.find(FORWARD, false, 1, 1);
        for (int port = 0; port < 65_536; port++) {
            sequences.find(new Connection(0, 3, 0, 4, port, 65_535), false, 1, 1);
        }
        assertFalse(sequences.find(FORWARD, false, 1, 1));
    }
}
