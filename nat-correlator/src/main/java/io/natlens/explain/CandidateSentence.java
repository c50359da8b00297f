package io.natlens.explain;

import io.natlens.correlate.Candidate;
import io.natlens.correlate.Evidence;
import io.natlens.leg.FiveTuple;
import java.util.StringJoiner;

/** Says which legs a flow may belong to. */
final class CandidateSentence {
    private CandidateSentence() {}

    /** @param evidence with a candidate at least */
    static String of(Evidence evidence) {
        StringJoiner named = new StringJoiner(", ");
        for (Candidate candidate : evidence.candidates()) {
            named.add(text(candidate));
        }
        if (evidence.moreCandidates() > 0) {
            named.add("and " + evidence.moreCandidates() + " more");
        }
        return evidence.candidates().size() == 1
                ? "may be one connection with " + named + ", but the evidence does not suffice"
                : "may be one connection with either of these, and none fits best: " + named;
    }

    private static String text(Candidate candidate) {
        String packets = candidate.packets() == 1 ? "1 packet alike" : candidate.packets() + " packets alike";
        FiveTuple tuple = candidate.tuple();
        String source = tuple.isIcmp() ? tuple.source().toString() : Ends.source(tuple);
        return source + " → " + Ends.destination(tuple) + " at "
                + candidate.capturePoint().name() + " (" + packets + ")";
    }
}
