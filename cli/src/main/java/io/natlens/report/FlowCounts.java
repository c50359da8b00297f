package io.natlens.report;

import io.natlens.frame.CapturePoint;
import io.natlens.translate.Crossing;
import io.natlens.translate.TranslatedFlow;
import io.natlens.translate.Translation;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Counts flows for the end of the table. Its size is bounded by the number of capture points. */
final class FlowCounts {
    /** What crossed one NIC, counted by flows that are seen to cross it, in both directions. */
    static final class Nic {
        long flowsOut;
        long flowsIn;
    }

    private long flows;
    private long sourceTranslated;
    private long destinationTranslated;
    private long bothTranslated;
    private final Map<String, Nic> nics = new LinkedHashMap<>();

    void add(TranslatedFlow flow) {
        flows++;
        Set<Translation> translations = flow.translations();
        if (translations.size() > 1) {
            bothTranslated++;
        } else if (translations.contains(Translation.SNAT)) {
            sourceTranslated++;
        } else if (translations.contains(Translation.DNAT)) {
            destinationTranslated++;
        }
        add(flow.original());
    }

    private void add(Crossing crossing) {
        CapturePoint ingress = crossing.ingress();
        CapturePoint egress = crossing.egress();
        if (ingress != null) {
            nic(ingress).flowsIn++;
        }
        if (egress != null) {
            nic(egress).flowsOut++;
        }
    }

    private Nic nic(CapturePoint point) {
        return nics.computeIfAbsent(point.name(), name -> new Nic());
    }

    /** What crossed this capture point, or null if nothing is known to have. */
    @Nullable
    Nic nic(String name) {
        return nics.get(name);
    }

    long flows() {
        return flows;
    }

    /** {@code 1 with SNAT, 2 with DNAT, 5 not translated}: what there is of it. */
    String translations() {
        StringBuilder out = new StringBuilder();
        add(out, sourceTranslated, " with SNAT");
        add(out, destinationTranslated, " with DNAT");
        add(out, bothTranslated, " with both");
        add(out, flows - sourceTranslated - destinationTranslated - bothTranslated, " not translated");
        return out.toString();
    }

    private static void add(StringBuilder out, long count, String what) {
        if (count > 0) {
            out.append(out.isEmpty() ? "" : ", ").append(count).append(what);
        }
    }
}
