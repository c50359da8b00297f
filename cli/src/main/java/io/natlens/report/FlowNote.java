package io.natlens.report;

import io.natlens.correlate.FlowIndex;
import io.natlens.explain.Ends;
import io.natlens.explain.Verdict;
import io.natlens.frame.CapturePoint;
import io.natlens.leg.FiveTuple;
import io.natlens.translate.Crossing;
import io.natlens.translate.TranslatedFlow;
import io.natlens.translate.Translation;

/**
 * What the comment of a flow's packets says besides what is each packet's own. Short, since there is one for every flow.
 *
 * @param translation {@code , SNAT 172.17.0.2:43210 → 10.1.0.8:43210}, or empty
 * @param original by which NIC the initiator's packets went: {@code , left by eth0}, or empty
 * @param reply the same of the responder's
 */
record FlowNote(String translation, String original, String reply) {
    static FlowNote of(Verdict verdict) {
        TranslatedFlow translated = verdict.translated();
        return new FlowNote(translation(translated), crossing(translated.original()), crossing(translated.reply()));
    }

    private static String translation(TranslatedFlow translated) {
        FiveTuple first = translated.tuple().original();
        FiveTuple last = translated.tuple().reply().reverse();
        String text = "";
        if (translated.translations().contains(Translation.SNAT)) {
            text += ", SNAT " + Ends.source(first) + " → " + Ends.source(last);
        }
        if (translated.translations().contains(Translation.DNAT)) {
            text += ", DNAT " + Ends.destination(first) + " → " + Ends.destination(last);
        }
        return text;
    }

    private static String crossing(Crossing crossing) {
        CapturePoint ingress = crossing.ingress();
        CapturePoint egress = crossing.egress();
        String in = ingress == null ? "" : ", came in by " + FlowBlock.name(ingress);
        String out = egress == null ? "" : ", left by " + FlowBlock.name(egress);
        return in + out;
    }

    /**
     * The comment of a packet.
     *
     * @param place where the index has it
     * @param since what is known of its way from the hop before: {@code , +51 µs since docker0}, or empty
     */
    String comment(long place, String since) {
        boolean back = FlowIndex.isReply(place);
        return "flow " + FlowIndex.flow(place) + (back ? " reply" : "") + " hop " + (FlowIndex.hop(place) + 1) + "/"
                + FlowIndex.hops(place) + translation + since + (back ? reply : original);
    }
}
