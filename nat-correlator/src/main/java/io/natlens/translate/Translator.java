package io.natlens.translate;

import io.natlens.correlate.Flow;
import io.natlens.host.Roles;

/** Judges flows: what was translated, by which NIC they went. */
public final class Translator {
    private final Egress egress;

    public Translator(Roles roles) {
        egress = new Egress(roles);
    }

    public TranslatedFlow translate(Flow flow) {
        Egress.Crossings crossings = egress.of(flow.original(), flow.reply());
        return new TranslatedFlow(
                flow,
                ConntrackTuple.of(flow),
                Translation.between(flow.first(), flow.last()),
                crossings.original(),
                crossings.reply());
    }
}
