package io.natlens.explain;

import io.natlens.leg.FiveTuple;
import io.natlens.wire.IpAddress;

/** The ends of a tuple as text: {@code 10.1.0.8:443}, {@code [2001:db8::1]:443}, {@code 8.8.8.8 id 7}. */
public final class Ends {
    private Ends() {}

    public static String source(FiveTuple tuple) {
        return end(tuple, tuple.source(), tuple.sourcePort());
    }

    public static String destination(FiveTuple tuple) {
        return end(tuple, tuple.destination(), tuple.destinationPort());
    }

    private static String end(FiveTuple tuple, IpAddress address, int port) {
        if (tuple.hasPorts()) {
            return address.isIpv4() ? address + ":" + port : "[" + address + "]:" + port;
        }
        return tuple.isIcmp() && port != 0 ? address + " id " + port : address.toString();
    }
}
