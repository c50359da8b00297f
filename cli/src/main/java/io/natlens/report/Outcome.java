package io.natlens.report;

import io.natlens.correlate.Flow;
import io.natlens.correlate.RelatedFlow.Side;
import io.natlens.explain.Verdict;
import io.natlens.frame.CapturePoint;
import io.natlens.leg.FiveTuple;
import io.natlens.translate.ConntrackTuple;
import io.natlens.translate.Crossing;
import io.natlens.translate.TranslatedFlow;
import io.natlens.translate.Translation;
import io.natlens.wire.IpAddress;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** What became of a flow, in one line: {@code SNAT to 10.1.0.8, out by eth0}. */
final class Outcome {
    private static final int NICS_TO_NAME = 4;

    private record Part(Style style, String text) {}

    private final TranslatedFlow translated;
    private final Flow flow;
    private final ReportContext context;
    private final List<Part> parts = new ArrayList<>();

    Outcome(Verdict verdict, ReportContext context) {
        translated = verdict.translated();
        flow = translated.flow();
        this.context = context;
        addTranslation();
        addCrossing();
        addRelated();
        if (flow.evidence().confidence() < 1) {
            add(Style.WARNING, "confidence " + flow.evidence().confidence());
        }
    }

    private void add(Style style, String text) {
        parts.add(new Part(style, text));
    }

    String text() {
        Paragraph paragraph = new Paragraph(FlowBlock.INDENT, context.color());
        for (int i = 0; i < parts.size(); i++) {
            String comma = i == parts.size() - 1 ? "" : ",";
            paragraph.add(parts.get(i).style(), parts.get(i).text() + comma);
        }
        return paragraph.text();
    }

    /** The same in one line, however long, and without colours. */
    String line() {
        List<String> texts = new ArrayList<>();
        parts.forEach(part -> texts.add(part.text()));
        return String.join(", ", texts);
    }

    private void addTranslation() {
        ConntrackTuple tuple = translated.tuple();
        FiveTuple first = tuple.original();
        FiveTuple last = tuple.reply().reverse();
        if (translated.translations().contains(Translation.SNAT)) {
            boolean otherPort = first.sourcePort() != last.sourcePort();
            add(Style.REWRITTEN, "SNAT to " + end(last, last.source(), last.sourcePort(), otherPort));
        }
        if (translated.translations().contains(Translation.DNAT)) {
            boolean otherPort = !first.isIcmp() && first.destinationPort() != last.destinationPort();
            add(Style.REWRITTEN, "DNAT to " + end(last, last.destination(), last.destinationPort(), otherPort));
        }
        if (translated.translations().isEmpty()) {
            List<CapturePoint> points = points();
            add(
                    Style.PLAIN,
                    points.size() == 1 ? "seen at " + FlowBlock.name(points.get(0)) + " only" : "not translated");
        }
    }

    /** The address, and the port or identifier if that is another one too. */
    private static String end(FiveTuple tuple, IpAddress address, int port, boolean otherPort) {
        if (!otherPort) {
            return address.toString();
        }
        if (tuple.isIcmp()) {
            return address + " id " + port;
        }
        return (address.isIpv4() ? address : "[" + address + "]") + ":" + port;
    }

    private List<CapturePoint> points() {
        Set<CapturePoint> points = new LinkedHashSet<>();
        flow.original().forEach(hop -> points.add(hop.capturePoint()));
        flow.reply().forEach(hop -> points.add(hop.capturePoint()));
        return List.copyOf(points);
    }

    private void addCrossing() {
        Crossing there = translated.original();
        Crossing back = translated.reply();
        addCrossing("", there);
        if (there.ingress() != back.egress() || there.egress() != back.ingress()) {
            addCrossing("reply ", back);
        }
        if (there.ingress() == null && there.egress() == null && back.ingress() == null && back.egress() == null) {
            addNoCrossing();
        }
    }

    private void addCrossing(String direction, Crossing crossing) {
        CapturePoint ingress = crossing.ingress();
        CapturePoint egress = crossing.egress();
        if (ingress != null) {
            add(Style.NIC, direction + "in by " + FlowBlock.name(ingress));
        }
        if (egress != null) {
            add(Style.NIC, direction + "out by " + FlowBlock.name(egress));
        }
    }

    private void addRelated() {
        addRelated("proxied from ", Side.CLIENT);
        addRelated("proxied as ", Side.SERVER);
        addRelated("carried by ", Side.OUTER);
        addRelated("carries ", Side.INNER);
    }

    private void addRelated(String what, Side side) {
        String flows = flow.related().stream()
                .filter(related -> related.side() == side)
                .map(related -> "#" + related.id())
                .collect(Collectors.joining(" "));
        if (!flows.isEmpty()) {
            add(Style.PLAIN, what + flows);
        }
    }

    /** Either no NIC saw the flow, or one did and nothing shows on which side of it the host is. */
    private void addNoCrossing() {
        List<CapturePoint> all = context.nics().all();
        List<CapturePoint> seen = points().stream().filter(all::contains).toList();
        List<String> nics = names(all);
        if (!seen.isEmpty()) {
            add(Style.PLAIN, "whether in or out by " + String.join(", ", names(seen)) + " is not known");
        } else if (nics.size() == 1) {
            add(Style.PLAIN, "did not cross " + nics.get(0));
        } else if (nics.size() > NICS_TO_NAME) {
            add(Style.PLAIN, "crossed none of the " + nics.size() + " NICs");
        } else if (!nics.isEmpty()) {
            String allButLast = String.join(", ", nics.subList(0, nics.size() - 1));
            String neither = nics.size() == 2 ? "crossed neither " : "crossed none of ";
            String or = nics.size() == 2 ? " nor " : ", ";
            add(Style.PLAIN, neither + allButLast + or + nics.get(nics.size() - 1));
        }
    }

    private static List<String> names(List<CapturePoint> points) {
        return points.stream().map(FlowBlock::name).toList();
    }
}
