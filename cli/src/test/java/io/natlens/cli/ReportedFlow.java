package io.natlens.cli;

import io.natlens.cli.TrackedConnection.Change;
import io.natlens.cli.TrackedConnection.Tuple;
import java.io.IOException;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A flow of a JSON report. */
record ReportedFlow(
        String protocol, Tuple original, Tuple reply, Set<Change> translation, NicsOf originalNics, NicsOf replyNics) {
    /** The NICs that a direction is said to have crossed; null for none. */
    record NicsOf(@Nullable String ingress, @Nullable String egress) {}

    private static final Set<String> SCORED = Set.of("tcp", "udp", "icmp", "icmpv6");

    /** Of the protocols that conntrack tells by ports or identifiers. */
    static List<ReportedFlow> all(String report) throws IOException {
        List<ReportedFlow> flows = new ArrayList<>();
        for (Json flow : Json.parse(report).get("flows").items()) {
            String protocol = flow.get("protocol").text();
            if (SCORED.contains(protocol)) {
                flows.add(of(protocol, flow));
            }
        }
        return flows;
    }

    private static ReportedFlow of(String protocol, Json flow) {
        Set<Change> translation = EnumSet.noneOf(Change.class);
        flow.get("translation").items().forEach(word -> translation.add(Change.valueOf(word.text())));
        Json original = flow.get("original");
        Json reply = flow.get("reply");
        return new ReportedFlow(
                protocol, tuple(protocol, original), tuple(protocol, reply), translation, nics(original), nics(reply));
    }

    private static Tuple tuple(String protocol, Json direction) {
        boolean icmp = protocol.startsWith("icmp");
        return new Tuple(
                direction.get("source").text(),
                direction.get(icmp ? "identifier" : "sourcePort").text(),
                direction.get("destination").text(),
                direction.get(icmp ? "identifier" : "destinationPort").text());
    }

    private static NicsOf nics(Json direction) {
        return new NicsOf(name(direction.get("ingress")), name(direction.get("egress")));
    }

    private static @Nullable String name(Json point) {
        return point.isNull() ? null : point.text();
    }

    @Override
    public String toString() {
        return protocol + " " + original + " => " + reply.reverse() + " " + translation;
    }
}
