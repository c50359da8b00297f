package io.natlens.explain;

import io.natlens.leg.FiveTuple;
import io.natlens.wire.IpAddress;

/** The ends of a tuple as text: {@code 10.1.0.8:443}, {@code [2001:db8::1]:443}, {@code 8.8.8.8 id 7}. */
public final class Ends {
    private Ends() {}

    public static String source(FiveTuple tuple) {
        StringBuilder out = new StringBuilder();
        appendSource(out, tuple);
        return out.toString();
    }

    public static String destination(FiveTuple tuple) {
        StringBuilder out = new StringBuilder();
        appendDestination(out, tuple);
        return out.toString();
    }

    static void appendSource(StringBuilder out, FiveTuple tuple) {
        append(out, tuple, tuple.source(), tuple.sourcePort());
    }

    static void appendDestination(StringBuilder out, FiveTuple tuple) {
        append(out, tuple, tuple.destination(), tuple.destinationPort());
    }

    private static void append(StringBuilder out, FiveTuple tuple, IpAddress address, int port) {
        boolean brackets = tuple.hasPorts() && !address.isIpv4();
        out.append(brackets ? "[" : "");
        address.appendTo(out);
        out.append(brackets ? "]" : "");
        if (tuple.hasPorts()) {
            out.append(':').append(port);
        } else if (tuple.isIcmp() && port != 0) {
            out.append(" id ").append(port);
        }
    }
}
