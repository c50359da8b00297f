package io.natlens.correlate;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.natlens.frame.CapturePoints;
import io.natlens.frame.FrameSource;
import io.natlens.host.Roles;
import io.natlens.leg.Capture;
import io.natlens.leg.FiveTuple;
import io.natlens.leg.Packet;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Capture points, what they saw, and what the engine makes of it. */
public final class Scene {
    private final CapturePoints points = new CapturePoints();
    private final Map<String, Capture> captures = new LinkedHashMap<>();

    /** Adds a packet that a point saw; a point's packets are to be given in the order of time, in microseconds. */
    public Scene sees(String point, long micros, Packet packet) {
        capture(point).at(micros).sees(packet);
        return this;
    }

    /** Makes a point say that its capture lost a frame. */
    Scene drops(String point) {
        capture(point).drops(1);
        return this;
    }

    private Capture capture(String point) {
        return captures.computeIfAbsent(point, name -> new Capture(points, name));
    }

    public CapturePoints points() {
        return points;
    }

    /** By the text of their first forms. To be called once. */
    public List<Flow> flows() throws InterruptedException {
        return flows(List.copyOf(captures.values()));
    }

    /** The same, of one source that gives all points' packets in the order of time. To be called once. */
    List<Flow> flowsOfOneSource() throws InterruptedException {
        return flows(List.of(new InOrder(List.copyOf(captures.values()))));
    }

    private List<Flow> flows(List<FrameSource> sources) throws InterruptedException {
        List<Flow> flows = new ArrayList<>();
        new Engine(sources, points, Roles.BY_NAME, 10_000).run(flows::add);
        flows.sort(Comparator.comparing(flow -> text(flow.first())));
        return flows;
    }

    public Flow onlyFlow() throws InterruptedException {
        List<Flow> flows = flows();
        assertEquals(1, flows.size(), () -> "flows: " + flows);
        return flows.get(0);
    }

    /** The flows that were translated, by their first and last forms. */
    List<String> translated() throws InterruptedException {
        return flows().stream()
                .filter(flow -> !flow.first().equals(flow.last()))
                .map(Scene::forms)
                .toList();
    }

    static String forms(Flow flow) {
        return text(flow.first()) + " => " + text(flow.last());
    }

    static String text(FiveTuple tuple) {
        return tuple.source() + ":" + tuple.sourcePort() + " > " + tuple.destination() + ":" + tuple.destinationPort();
    }

    /** The names of a path's capture points. */
    static String path(List<Hop> hops) {
        return String.join(
                " ", hops.stream().map(hop -> hop.capturePoint().name()).toList());
    }
}
