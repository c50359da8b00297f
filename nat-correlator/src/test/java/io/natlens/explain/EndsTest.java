package io.natlens.explain;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.natlens.leg.FiveTuple;
import io.natlens.wire.IpAddress;
import org.junit.jupiter.api.Test;

class EndsTest {
    @Test
    void portsStandBehindAddresses() {
        FiveTuple tuple = tuple(17, "10.1.0.8", 5000, "8.8.8.8", 53);
        assertEquals("10.1.0.8:5000", Ends.source(tuple));
        assertEquals("8.8.8.8:53", Ends.destination(tuple));
    }

    @Test
    void addressesOfIpv6StandInBrackets() {
        assertEquals("[2001:db8::1]:443", Ends.destination(tuple(6, "fd00::2", 40000, "2001:db8::1", 443)));
        assertEquals("fd00::2 id 7", Ends.source(tuple(58, "fd00::2", 7, "2001:db8::1", 7)));
    }

    @Test
    void anIdentifierIsNamedWhereThereIsOne() {
        assertEquals("10.1.0.8 id 7", Ends.source(tuple(1, "10.1.0.8", 7, "8.8.8.8", 7)));
        assertEquals("8.8.8.8", Ends.destination(tuple(1, "10.1.0.8", 0, "8.8.8.8", 0)));
        assertEquals("8.8.8.8", Ends.destination(tuple(47, "10.1.0.8", 0, "8.8.8.8", 0)));
    }

    private static FiveTuple tuple(
            int protocol, String source, int sourcePort, String destination, int destinationPort) {
        return new FiveTuple(
                protocol, IpAddress.parse(source), sourcePort, IpAddress.parse(destination), destinationPort);
    }
}
