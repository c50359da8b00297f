package io.natlens.explain;

import io.natlens.correlate.Flow;
import io.natlens.correlate.Hop;
import io.natlens.explain.Diagnosis.Code;
import io.natlens.frame.CapturePoint;
import io.natlens.leg.FiveTuple;
import io.natlens.leg.IcmpError;
import io.natlens.translate.ConntrackTuple;
import io.natlens.translate.TranslatedFlow;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Finds what an operator should look at. */
final class Diagnoser {
    List<Diagnosis> diagnose(TranslatedFlow translated) {
        List<Diagnosis> diagnoses = new ArrayList<>();
        Flow flow = translated.flow();
        addAmbiguous(flow, diagnoses);
        addAsymmetric(flow, diagnoses);
        addRemapped(translated.tuple(), diagnoses);
        addEnding(flow, diagnoses);
        addErrors(flow, diagnoses);
        return List.copyOf(diagnoses);
    }

    private static void addAmbiguous(Flow flow, List<Diagnosis> diagnoses) {
        if (flow.evidence().ambiguous()) {
            diagnoses.add(new Diagnosis(
                    Code.AMBIGUOUS, "more than one flow at another capture point fits this one equally well"));
        }
    }

    private static void addAsymmetric(Flow flow, List<Diagnosis> diagnoses) {
        Set<CapturePoint> requestOnly = pointsOf(flow.original());
        Set<CapturePoint> replyOnly = pointsOf(flow.reply());
        requestOnly.removeAll(pointsOf(flow.reply()));
        replyOnly.removeAll(pointsOf(flow.original()));
        if (!requestOnly.isEmpty() && !replyOnly.isEmpty()) {
            diagnoses.add(new Diagnosis(
                    Code.ASYMMETRIC,
                    "the request passed " + names(requestOnly) + ", the reply " + names(replyOnly) + " in its place"));
        }
    }

    private static Set<CapturePoint> pointsOf(List<Hop> path) {
        Set<CapturePoint> points = new LinkedHashSet<>();
        path.forEach(hop -> points.add(hop.capturePoint()));
        return points;
    }

    private static String names(Set<CapturePoint> points) {
        return String.join(", ", points.stream().map(CapturePoint::name).toList());
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

    /** One diagnosis for each error and reporter, however many points saw it. */
    private static void addErrors(Flow flow, List<Diagnosis> diagnoses) {
        Map<String, List<Flow.PointError>> bySentence = new LinkedHashMap<>();
        for (Flow.PointError error : flow.errors()) {
            bySentence
                    .computeIfAbsent(sentence(error.error()), unused -> new ArrayList<>())
                    .add(error);
        }
        bySentence.forEach((sentence, errors) -> {
            List<String> points =
                    errors.stream().map(error -> error.capturePoint().name()).toList();
            long times = errors.stream()
                    .mapToLong(error -> error.error().count())
                    .max()
                    .orElse(1);
            String often = times == 1 ? "" : times + " times, ";
            diagnoses.add(
                    new Diagnosis(Code.ICMP_ERROR, sentence + ", " + often + "seen at " + String.join(", ", points)));
        });
    }

    private static String sentence(IcmpError error) {
        boolean ipv6 = !error.reporter().isIpv4();
        return error.reporter() + " answered " + IcmpErrorName.of(ipv6, error.type(), error.code());
    }
}
