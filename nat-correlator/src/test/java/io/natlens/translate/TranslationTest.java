package io.natlens.translate;

import static io.natlens.translate.Translation.DNAT;
import static io.natlens.translate.Translation.SNAT;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.natlens.leg.FiveTuple;
import io.natlens.wire.IpAddress;
import java.util.Set;
import org.junit.jupiter.api.Test;

class TranslationTest {
    private static final FiveTuple SENT = tuple(6, "172.17.0.2", 40000, "10.1.0.8", 8000);

    @Test
    void equalFormsWereNotTranslated() {
        assertEquals(Set.of(), Translation.between(SENT, tuple(6, "172.17.0.2", 40000, "10.1.0.8", 8000)));
    }

    @Test
    void anotherSourceIsSnatAndAnotherDestinationDnat() {
        assertEquals(Set.of(SNAT), Translation.between(SENT, tuple(6, "172.17.0.1", 40000, "10.1.0.8", 8000)));
        assertEquals(Set.of(DNAT), Translation.between(SENT, tuple(6, "172.17.0.2", 40000, "172.17.0.3", 8000)));
        assertEquals(Set.of(SNAT, DNAT), Translation.between(SENT, tuple(6, "172.17.0.1", 1024, "172.17.0.3", 80)));
    }

    @Test
    void aPortAloneIsATranslationToo() {
        assertEquals(Set.of(SNAT), Translation.between(SENT, tuple(6, "172.17.0.2", 1024, "10.1.0.8", 8000)));
        assertEquals(Set.of(DNAT), Translation.between(SENT, tuple(6, "172.17.0.2", 40000, "10.1.0.8", 80)));
    }

    @Test
    void anEchoIdentifierIsTheSources() {
        assertEquals(
                Set.of(SNAT),
                Translation.between(
                        tuple(1, "172.17.0.2", 7, "8.8.8.8", 7), tuple(1, "10.1.0.8", 901, "8.8.8.8", 901)));
        assertEquals(
                Set.of(DNAT),
                Translation.between(tuple(1, "172.17.0.2", 7, "8.8.8.8", 7), tuple(1, "172.17.0.2", 7, "8.8.4.4", 7)));
    }

    private static FiveTuple tuple(
            int protocol, String source, int sourcePort, String destination, int destinationPort) {
        return new FiveTuple(
                protocol, IpAddress.parse(source), sourcePort, IpAddress.parse(destination), destinationPort);
    }
}
