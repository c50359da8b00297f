package io.natlens.translate;

import io.natlens.correlate.Flow;
import java.util.Set;

/**
 * A flow, and what the host did to it.
 *
 * @param translations what the captures show; empty where they show one form only
 * @param original the NICs that the initiator's packets crossed
 * @param reply the NICs that the responder's packets crossed
 */
public record TranslatedFlow(
        Flow flow, ConntrackTuple tuple, Set<Translation> translations, Crossing original, Crossing reply) {}
