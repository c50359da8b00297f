package io.natlens.report;

import com.fasterxml.jackson.core.JsonGenerator;
import io.natlens.leg.FiveTuple;
import java.io.IOException;

/** The ends of a tuple, as the page's script has them: a port is -1 where there is none. */
final class PageTuple {
    private static final int NONE = -1;

    private PageTuple() {}

    /** The identifier of an ICMP query stands here, and not behind the destination. */
    static int sourcePort(FiveTuple tuple) {
        return tuple.hasPorts() || tuple.isIcmp() ? tuple.sourcePort() : NONE;
    }

    static int destinationPort(FiveTuple tuple) {
        return tuple.hasPorts() ? tuple.destinationPort() : NONE;
    }

    static void write(JsonGenerator json, FiveTuple tuple) throws IOException {
        json.writeString(tuple.source().toString());
        json.writeNumber(sourcePort(tuple));
        json.writeString(tuple.destination().toString());
        json.writeNumber(destinationPort(tuple));
    }
}
