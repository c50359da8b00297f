package io.natlens.explain;

import io.natlens.correlate.Flow;
import io.natlens.correlate.Hop;
import io.natlens.explain.Diagnosis.Code;
import io.natlens.frame.CapturePoint;
import io.natlens.host.Roles;
import io.natlens.leg.FiveTuple;
import io.natlens.leg.IcmpError;
import io.natlens.translate.ConntrackTuple;
import io.natlens.translate.TranslatedFlow;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.StringJoiner;
import org.jspecify.annotations.Nullable;

/** Finds what an operator should look at. */
final class Diagnoser {
    /** How many points a sentence names. */
    private static final int POINTS_TO_NAME = 4;

    private final Roles roles;

    Diagnoser(Roles roles) {
        this.roles = roles;
    }

    List<Diagnosis> diagnose(TranslatedFlow translated) {
        List<Diagnosis> diagnoses = new ArrayList<>();
        Flow flow = translated.flow();
        addAmbiguous(flow, diagnoses);
        addUnknownInitiator(translated, diagnoses);
        addAsymmetric(flow, diagnoses);
        addRouteChange("the original direction", flow.original(), diagnoses);
        addRouteChange("the reply", flow.reply(), diagnoses);
        addRemapped(translated.tuple(), diagnoses);
        addEnding(flow, diagnoses);
        addVanished(flow, diagnoses);
        if (!flow.errors().isEmpty()) {
            addErrors(flow, diagnoses);
        }
        new LossSentences("the original direction", flow.original(), diagnoses).add();
        new LossSentences("the reply", flow.reply(), diagnoses).add();
        return List.copyOf(diagnoses);
    }

    private static void addUnknownInitiator(TranslatedFlow translated, List<Diagnosis> diagnoses) {
        Flow flow = translated.flow();
        if (!flow.initiatorKnown() && !translated.translations().isEmpty()) {
            diagnoses.add(new Diagnosis(
                    Code.INITIATOR_UNKNOWN,
                    "its beginning was not captured: that " + flow.first().source()
                            + " began it, and so what is SNAT and what DNAT, is a guess"));
        }
    }

    private static void addAmbiguous(Flow flow, List<Diagnosis> diagnoses) {
        if (flow.evidence().ambiguous()) {
            diagnoses.add(new Diagnosis(Code.AMBIGUOUS, CandidateSentence.of(flow.evidence())));
        }
    }

    private static void addAsymmetric(Flow flow, List<Diagnosis> diagnoses) {
        List<Hop> original = flow.original();
        List<Hop> reply = flow.reply();
        if (!isWithin(original, reply) && !isWithin(reply, original)) {
            diagnoses.add(new Diagnosis(
                    Code.ASYMMETRIC,
                    "the request passed " + pointsWithout(original, reply) + ", the reply "
                            + pointsWithout(reply, original) + " in its place"));
        }
    }

    /** Whether the other path has all points of this one. */
    private static boolean isWithin(List<Hop> path, List<Hop> other) {
        for (Hop hop : path) {
            if (!isOn(other, other.size(), hop.capturePoint())) {
                return false;
            }
        }
        return true;
    }

    /** The names of the points that are on a path and not on the other, each once. */
    private static String pointsWithout(List<Hop> path, List<Hop> other) {
        StringJoiner names = new StringJoiner(", ");
        for (int i = 0; i < path.size(); i++) {
            CapturePoint point = path.get(i).capturePoint();
            if (!isOn(other, other.size(), point) && !isOn(path, i, point)) {
                names.add(point.name());
            }
        }
        return names.toString();
    }

    /** Whether the point is among the path's first hops. */
    private static boolean isOn(List<Hop> path, int hops, CapturePoint point) {
        for (int i = 0; i < hops; i++) {
            if (path.get(i).capturePoint() == point) {
                return true;
            }
        }
        return false;
    }

    private void addRouteChange(String direction, List<Hop> path, List<Diagnosis> diagnoses) {
        @Nullable Diagnosis change = new RouteChange(direction, path, roles).diagnosis();
        if (change != null) {
            diagnoses.add(change);
        }
    }

    private static void addRemapped(ConntrackTuple tuple, List<Diagnosis> diagnoses) {
        FiveTuple original = tuple.original();
        int translated = tuple.reply().destinationPort();
        boolean source = !original.source().equals(tuple.reply().destination());
        if (source && original.sourcePort() != translated) {
            String what = original.isIcmp() ? "echo identifier " : "source port ";
            diagnoses.add(new Diagnosis(
                    Code.PORT_REMAPPED, what + original.sourcePort() + " became " + translated + " on the way out"));
        }
    }

    private static void addEnding(Flow flow, List<Diagnosis> diagnoses) {
        if (flow.reply().isEmpty()) {
            diagnoses.add(new Diagnosis(Code.UNREPLIED, "no reply was seen"));
        } else if (flow.reset()) {
            diagnoses.add(new Diagnosis(Code.RESET, "the connection was reset"));
        }
    }

    private static void addVanished(Flow flow, List<Diagnosis> diagnoses) {
        List<CapturePoint> silent = flow.vanishedBefore();
        if (!silent.isEmpty()) {
            CapturePoint last = flow.original().get(flow.original().size() - 1).capturePoint();
            diagnoses.add(new Diagnosis(
                    Code.VANISHED,
                    "not seen behind " + last + ": " + named(silent) + " captured at that time and did not show it"));
        }
    }

    /** The points' names; of many how many they are. */
    private static String named(List<CapturePoint> points) {
        int last = points.size() - 1;
        if (points.size() > POINTS_TO_NAME) {
            return points.size() + " other bridges and NICs";
        }
        StringJoiner names = new StringJoiner(", ");
        points.subList(0, Math.max(1, last)).forEach(point -> names.add(point.name()));
        return last == 0 ? names.toString() : names + " and " + points.get(last);
    }

    /** One diagnosis for each error and reporter, however many points saw it; both directions together. */
    private static void addErrors(Flow flow, List<Diagnosis> diagnoses) {
        Map<String, Map<CapturePoint, long[]>> bySentence = new LinkedHashMap<>();
        for (Flow.PointError seen : flow.errors()) {
            IcmpError error = seen.error();
            long[] counts = bySentence
                    .computeIfAbsent(sentence(error), unused -> new LinkedHashMap<>())
                    .computeIfAbsent(seen.capturePoint(), unused -> new long[2]);
            counts[error.direction()] = Math.max(counts[error.direction()], error.count());
        }
        bySentence.forEach((sentence, points) -> {
            long times = 0;
            for (long[] counts : points.values()) {
                times = Math.max(times, counts[0] + counts[1]);
            }
            StringJoiner names = new StringJoiner(", ");
            points.keySet().forEach(point -> names.add(point.name()));
            String often = times == 1 ? "" : times + " times, ";
            diagnoses.add(new Diagnosis(Code.ICMP_ERROR, sentence + ", " + often + "seen at " + names));
        });
    }

    private static String sentence(IcmpError error) {
        boolean ipv6 = !error.reporter().isIpv4();
        return error.reporter() + " answered " + IcmpErrorName.of(ipv6, error.type(), error.code());
    }
}
