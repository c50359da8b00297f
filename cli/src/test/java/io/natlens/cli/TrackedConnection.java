package io.natlens.cli;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/**
 * What the kernel's connection tracking said of a connection, and where the captures show it: a line of a truth.jsonl.
 *
 * @param forms of the initiator's packets: as sent, after DNAT, after SNAT
 * @param between two hosts that translated one after the other, the form there
 * @param seen the capture points that show each form
 * @param seenReply the same for the answers
 */
record TrackedConnection(
        String protocol, List<Tuple> forms, List<Tuple> between, List<Set<String>> seen, List<Set<String>> seenReply) {
    private static final List<String> FORMS = List.of("original", "half", "translated");

    /** Addresses and ports; of ICMP both ports are the identifier. */
    record Tuple(String source, String sourcePort, String destination, String destinationPort) {
        Tuple reverse() {
            return new Tuple(destination, destinationPort, source, sourcePort);
        }

        @Override
        public String toString() {
            return source + ":" + sourcePort + " > " + destination + ":" + destinationPort;
        }
    }

    /** Which of its translations can be told from what the captures show. */
    enum Change {
        SNAT,
        DNAT
    }

    static TrackedConnection of(Json line) {
        String protocol = line.get("proto").text();
        Tuple original = tuple(line.get("original"));
        Tuple last = tuple(line.get("reply")).reverse();
        boolean icmp = protocol.startsWith("icmp");
        Tuple half = new Tuple(
                original.source(),
                original.sourcePort(),
                last.destination(),
                icmp ? original.sourcePort() : last.destinationPort());
        return new TrackedConnection(
                protocol,
                List.of(original, half, last),
                line.get("between").isNull()
                        ? List.of()
                        : List.of(tuple(line.get("between").items().get(0))),
                points(line.get("seen")),
                points(line.get("seen_reply")));
    }

    private static Tuple tuple(Json end) {
        return new Tuple(
                end.get("src").text(),
                end.get("sport").text(),
                end.get("dst").text(),
                end.get("dport").text());
    }

    private static List<Set<String>> points(Json seen) {
        return FORMS.stream().map(form -> seen.get(form).names()).toList();
    }

    /** All forms in the order in which the packets had them. */
    List<Tuple> formsOnTheWay() {
        List<Tuple> all = new ArrayList<>(forms);
        all.addAll(forms.size() - 1, between);
        return all;
    }

    private List<Tuple> visible() {
        List<Tuple> visible = new ArrayList<>();
        for (int form = 0; form < forms.size(); form++) {
            if (!seen.get(form).isEmpty() || !seenReply.get(form).isEmpty()) {
                visible.add(forms.get(form));
            }
        }
        return visible;
    }

    /** The first form that the captures show, in either direction. */
    Tuple first() {
        return visible().get(0);
    }

    /** The last form that the captures show. */
    Tuple last() {
        List<Tuple> visible = visible();
        return visible.get(visible.size() - 1);
    }

    boolean isTranslated() {
        return !first().equals(last());
    }

    /** What the captures show to have been translated. */
    Set<Change> changes() {
        Tuple first = first();
        Tuple last = last();
        Set<Change> changes = EnumSet.noneOf(Change.class);
        if (!first.source().equals(last.source()) || !first.sourcePort().equals(last.sourcePort())) {
            changes.add(Change.SNAT);
        }
        boolean port = !protocol.startsWith("icmp") && !first.destinationPort().equals(last.destinationPort());
        if (!first.destination().equals(last.destination()) || port) {
            changes.add(Change.DNAT);
        }
        return changes;
    }

    @Override
    public String toString() {
        return protocol + " " + first() + " => " + last();
    }
}
