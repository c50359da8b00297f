package io.natlens.decode;

import io.natlens.wire.Checksum;

/** The checksum of TCP, UDP and ICMPv6, which covers the addresses too (RFC 9293 section 3.1, RFC 8200 section 8.1). */
final class PseudoHeader {
    private PseudoHeader() {}

    /** 0 where the checksum at its place among the bytes is right; all of them must be there. */
    static int check(Line line, Endpoints endpoints, int protocol, int at, int length) {
        int addressLength = endpoints.version() == 4 ? 4 : 16;
        long sum = (long) protocol + (length >>> 16) + (length & 0xffff);
        sum = Checksum.add(sum, line.bytes(), endpoints.source(), addressLength);
        sum = Checksum.add(sum, line.bytes(), endpoints.lastDestination(), addressLength);
        return Checksum.finish(Checksum.add(sum, line.bytes(), at, length));
    }
}
