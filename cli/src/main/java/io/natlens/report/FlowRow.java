package io.natlens.report;

import io.natlens.correlate.Flow;
import io.natlens.explain.Verdict;
import io.natlens.frame.CapturePoint;
import io.natlens.leg.FiveTuple;
import io.natlens.translate.Crossing;
import io.natlens.translate.TranslatedFlow;
import io.natlens.translate.Translation;
import java.util.List;
import java.util.OptionalLong;
import java.util.StringJoiner;

/**
 * A flow as a row of a table.
 *
 * @param original its tuple as the initiator sent it
 * @param translated its tuple as the responder saw it; empty where it is the same
 * @param nat {@code SNAT}, {@code DNAT}, both, or empty
 * @param nic by which it left or came in: {@code → eth0}, {@code ← eth1}, or empty
 * @param packets of both directions
 * @param delay of the initiator's packets from the first point to the last, in nanoseconds: the sum of the medians; empty
 *     where it is not known
 * @param state as the page has it, or {@code ended} of a flow that is over though nobody was seen to end it
 */
public record FlowRow(
        long id,
        String protocol,
        String original,
        String translated,
        String nat,
        String nic,
        long packets,
        OptionalLong delay,
        String state) {

    public static FlowRow of(Verdict verdict, boolean ended) {
        TranslatedFlow translated = verdict.translated();
        Flow flow = translated.flow();
        FiveTuple first = translated.tuple().original();
        FiveTuple last = translated.tuple().reply().reverse();
        StringJoiner nat = new StringJoiner(" ");
        for (Translation translation : translated.translations()) {
            nat.add(translation.name());
        }
        return new FlowRow(
                verdict.id(),
                FlowWords.protocol(flow),
                tuple(first),
                first.equals(last) ? "" : tuple(last),
                nat.toString(),
                nic(translated.original()),
                FlowWords.packets(flow.original()) + FlowWords.packets(flow.reply()),
                FlowWords.delay(flow.original()),
                state(flow, ended));
    }

    private static String tuple(FiveTuple tuple) {
        return TupleText.source(tuple) + " → " + TupleText.destination(tuple);
    }

    private static String nic(Crossing crossing) {
        CapturePoint ingress = crossing.ingress();
        CapturePoint egress = crossing.egress();
        String in = ingress == null ? "" : "← " + ingress;
        String out = egress == null ? "" : "→ " + egress;
        return in.isEmpty() || out.isEmpty() ? in + out : in + " " + out;
    }

    private static String state(Flow flow, boolean ended) {
        boolean endIsSeen = flow.reset() || flow.closed();
        return ended && !endIsSeen ? "ended" : FlowWords.state(flow);
    }

    /** The delay with its unit, or the empty string. */
    public String delayText() {
        return delay.isPresent() ? Units.duration(delay.getAsLong()) : "";
    }

    /** All that is known of the flow, as the table of {@code natlens analyze} has it, and why it is held to be one. */
    public static List<String> details(Verdict verdict, ReportContext context) {
        StringBuilder text = new StringBuilder(new FlowBlock(verdict, context).text());
        StringJoiner invariants = new StringJoiner(", ");
        verdict.translated().flow().evidence().invariants().forEach(each -> invariants.add(FlowWords.invariant(each)));
        text.append("\nEvidence: ")
                .append(verdict.translated().flow().evidence().packets())
                .append(" packets seen again");
        text.append(invariants.length() == 0 ? "" : ", by " + invariants).append('\n');
        verdict.explanation().forEach(sentence -> text.append(sentence).append('\n'));
        return text.toString().lines().toList();
    }
}
