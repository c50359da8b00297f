package io.natlens.explain;

import io.natlens.correlate.Flow;
import io.natlens.correlate.Hop;
import io.natlens.correlate.RelatedFlow;
import io.natlens.frame.CapturePoint;
import io.natlens.frame.CapturePoints;
import io.natlens.host.Nics;
import io.natlens.host.Role;
import io.natlens.host.Roles;
import io.natlens.leg.FiveTuple;
import io.natlens.translate.Crossing;
import io.natlens.translate.TranslatedFlow;
import io.natlens.translate.Translation;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Puts into words what the captures show of a flow, and no more than that. For use by one thread at a time. */
public final class Explainer {
    private final Nics nics;
    private final Roles roles;
    private final Diagnoser diagnoser;

    /** The sentence that is being made: those of rewritings have six parts, of which no strings are made. */
    private final StringBuilder sentence = new StringBuilder();

    public Explainer(CapturePoints points, Roles roles) {
        nics = new Nics(points, roles);
        this.roles = roles;
        diagnoser = new Diagnoser(roles);
    }

    /** Says all there is to say of a flow. */
    public Verdict explain(TranslatedFlow flow) {
        return new Verdict(flow.flow().id(), flow, diagnoser.diagnose(flow), sentences(flow));
    }

    private List<String> sentences(TranslatedFlow translated) {
        List<String> sentences = new ArrayList<>();
        Flow flow = translated.flow();
        List<Hop> path = flow.original();
        for (int i = 1; i < path.size(); i++) {
            addRewriting(path.get(i - 1), path.get(i), sentences);
        }
        addCrossing("The original direction", translated.original(), sentences);
        addCrossing("The reply", translated.reply(), sentences);
        if (!path.isEmpty() && !crossesNic(path)) {
            addNoNic(sentences);
        }
        for (RelatedFlow related : flow.related()) {
            sentences.add(relation(related));
        }
        return List.copyOf(sentences);
    }

    private static String relation(RelatedFlow related) {
        return switch (related.side()) {
            case CLIENT ->
                "A proxy passed on what flow " + related.id() + " brought: the same bytes in both directions.";
            case SERVER -> "A proxy passed it on as flow " + related.id() + ": the same bytes in both directions.";
            case OUTER -> "Its packets were carried in those of flow " + related.id() + ".";
            case INNER -> "It carried the packets of flow " + related.id() + ".";
        };
    }

    private void addRewriting(Hop hop, Hop next, List<String> sentences) {
        for (Translation translation : Translation.between(hop.tuple(), next.tuple())) {
            sentence.setLength(0);
            sentence.append("Between ").append(hop.capturePoint());
            sentence.append(" and ").append(next.capturePoint());
            sentence.append(translation == Translation.SNAT ? " the source " : " the destination ");
            appendEnd(hop.tuple(), translation);
            sentence.append(" became ");
            appendEnd(next.tuple(), translation);
            sentence.append(" (").append(translation).append(").");
            sentences.add(sentence.toString());
        }
    }

    private void appendEnd(FiveTuple tuple, Translation translation) {
        switch (translation) {
            case SNAT -> Ends.appendSource(sentence, tuple);
            case DNAT -> Ends.appendDestination(sentence, tuple);
        }
    }

    private static void addCrossing(String direction, Crossing crossing, List<String> sentences) {
        @Nullable CapturePoint ingress = crossing.ingress();
        @Nullable CapturePoint egress = crossing.egress();
        if (ingress != null && egress != null) {
            sentences.add(direction + " came in by " + ingress + " and left by " + egress + ".");
        } else if (ingress != null) {
            sentences.add(direction + " came in by " + ingress + ".");
        } else if (egress != null) {
            sentences.add(direction + " left by " + egress + ".");
        }
    }

    private void addNoNic(List<String> sentences) {
        if (!nics.all().isEmpty()) {
            String names = nics.all().stream().map(CapturePoint::name).collect(Collectors.joining(" or "));
            sentences.add("No packet of it was seen on " + names + ".");
        }
    }

    private boolean crossesNic(List<Hop> path) {
        for (Hop hop : path) {
            if (isNic(hop.capturePoint())) {
                return true;
            }
        }
        return false;
    }

    private boolean isNic(CapturePoint point) {
        return roles.of(point) == Role.NIC;
    }
}
