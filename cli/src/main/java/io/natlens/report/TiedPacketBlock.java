package io.natlens.report;

import io.natlens.correlate.Hop;
import io.natlens.report.TiedPacket.Sighting;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** One packet as the hops of its path saw it, side by side, and under that what was equal at all of them. */
final class TiedPacketBlock {
    private static final int DATE = "2026-11-20 ".length();

    private final List<@Nullable Sighting> sightings;
    private final Columns columns;
    private final List<String> equal = new ArrayList<>();
    private final boolean color;

    /** @param path of which the index may know the first hops only */
    TiedPacketBlock(String heading, TiedPacket packet, List<Hop> path, boolean color) {
        sightings = packet.sightings();
        columns = new Columns(color);
        this.color = color;
        columns.row(
                heading,
                path.stream()
                        .limit(sightings.size())
                        .map(hop -> FlowBlock.name(hop.capturePoint()))
                        .toList(),
                "");
        columns.row("  time", times(), "");
        compare("source", sighting -> TupleText.source(sighting.tuple()));
        compare("destination", sighting -> TupleText.destination(sighting.tuple()));
        compare("ttl", sighting -> Integer.toString(sighting.ttl()));
        for (String field : fields()) {
            addField(field);
        }
    }

    String text() {
        Paragraph last = new Paragraph(2, color).add(Style.FAINT, "equal:");
        for (int i = 0; i < equal.size(); i++) {
            last.add(Style.PLAIN, equal.get(i) + (i < equal.size() - 1 ? "," : ""));
        }
        return columns.text() + last.text();
    }

    /** The first in full, the others by how much later they are. */
    private List<String> times() {
        List<String> times = new ArrayList<>();
        Sighting first = null;
        for (Sighting sighting : sightings) {
            if (sighting == null) {
                times.add("not seen");
            } else if (first == null) {
                first = sighting;
                times.add(Timestamps.readable(sighting.timeNanos()).substring(DATE));
            } else {
                long later = sighting.timeNanos() - first.timeNanos();
                times.add((later < 0 ? "" : "+") + Units.duration(later));
            }
        }
        return times;
    }

    private Set<String> fields() {
        Set<String> fields = new LinkedHashSet<>();
        for (Sighting sighting : sightings) {
            if (sighting != null) {
                fields.addAll(sighting.fields().keySet());
            }
        }
        return fields;
    }

    private void addField(String field) {
        Function<Sighting, String> text = sighting -> sighting.fields().getOrDefault(field, "none");
        List<String> values = values(text);
        if (values.size() == 1) {
            equal.add(field + " " + values.get(0));
        } else {
            compare(field, text);
        }
    }

    private void compare(String label, Function<Sighting, String> text) {
        List<String> cells = new ArrayList<>();
        for (Sighting sighting : sightings) {
            cells.add(sighting == null ? "" : text.apply(sighting));
        }
        columns.row("  " + label, cells, values(text).size() == 1 ? "" : "changed");
    }

    /** The different values that the hops saw. */
    private List<String> values(Function<Sighting, String> text) {
        return sightings.stream().filter(Objects::nonNull).map(text).distinct().toList();
    }
}
