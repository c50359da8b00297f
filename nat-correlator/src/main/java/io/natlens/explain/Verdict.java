package io.natlens.explain;

import io.natlens.translate.TranslatedFlow;
import java.util.List;

/**
 * All that natlens says of one flow.
 *
 * @param id the flow's, {@link io.natlens.correlate.Flow#id}
 * @param explanation sentences, each with its full stop, in the order of the path
 */
public record Verdict(long id, TranslatedFlow translated, List<Diagnosis> diagnoses, List<String> explanation) {}
