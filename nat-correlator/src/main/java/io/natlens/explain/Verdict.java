package io.natlens.explain;

import io.natlens.translate.TranslatedFlow;
import java.util.List;

/**
 * All that natlens says of one flow.
 *
 * @param id from 1, in the order in which flows ended, and of those that ended together in the order in which they began
 * @param explanation sentences, each with its full stop, in the order of the path
 */
public record Verdict(long id, TranslatedFlow translated, List<Diagnosis> diagnoses, List<String> explanation) {}
