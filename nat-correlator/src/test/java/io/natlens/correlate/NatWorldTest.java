package io.natlens.correlate;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.natlens.correlate.NatWorld.Sight;
import io.natlens.leg.FiveTuple;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** Worlds of which all is known: every TCP connection is found in them, and no translation that was not made. */
class NatWorldTest {
    private static final int WORLDS = 200;

    @Test
    void everyConnectionIsFoundAndNoTranslationInvented() throws InterruptedException {
        int certain = 0;
        for (long seed = 1; seed <= WORLDS; seed++) {
            NatWorld world = new NatWorld(seed);
            Scene scene = new Scene();
            world.sights().forEach(sight -> scene.sees(sight.point(), sight.micros(), sight.packet()));
            List<Flow> flows = scene.flows();
            assertEquals(List.of(), missing(world, flows), "missing in world " + seed);
            assertEquals(List.of(), invented(List.of(world), flows), "invented in world " + seed);
            certain += world.certain().size();
        }
        assertTrue(certain > 10 * WORLDS, "there is something to find");
    }

    /** The bridges of one world beside the NICs of another, at one time: the two have nothing in common but addresses. */
    @Test
    void capturesThatDoNotBelongTogetherShowNoTranslation() throws InterruptedException {
        for (long seed = 1; seed <= WORLDS / 2; seed++) {
            List<NatWorld> worlds = List.of(new NatWorld(seed), new NatWorld(seed + 5000));
            List<Sight> mixed = new ArrayList<>();
            for (Sight sight : worlds.get(0).sights()) {
                addIf(!sight.point().endsWith("/eth0"), sight, mixed);
            }
            for (Sight sight : worlds.get(1).sights()) {
                addIf(sight.point().endsWith("/eth0"), sight, mixed);
            }
            mixed.sort(Comparator.comparingLong(Sight::micros));
            Scene scene = new Scene();
            mixed.forEach(sight -> scene.sees(sight.point(), sight.micros(), sight.packet()));
            assertEquals(List.of(), invented(worlds, scene.flows()), "invented in mixed world " + seed);
        }
    }

    private static void addIf(boolean wanted, Sight sight, List<Sight> sights) {
        if (wanted) {
            sights.add(sight);
        }
    }

    private static List<String> missing(NatWorld world, List<Flow> flows) {
        Map<String, Long> reported = forms(flows, FiveTuple.TCP);
        List<String> missing = new ArrayList<>();
        new TreeMap<>(world.certain()).forEach((forms, count) -> {
            if (reported.getOrDefault(forms, 0L) < count) {
                missing.add(forms + " " + reported.getOrDefault(forms, 0L) + " of " + count);
            }
        });
        return missing;
    }

    private static List<String> invented(List<NatWorld> worlds, List<Flow> flows) {
        List<Flow> translated =
                flows.stream().filter(flow -> !flow.first().equals(flow.last())).toList();
        List<String> invented = new ArrayList<>();
        new TreeMap<>(forms(translated, -1)).forEach((forms, count) -> {
            long possible = worlds.stream()
                    .mapToInt(world -> world.possible().getOrDefault(forms, 0))
                    .sum();
            if (count > possible) {
                invented.add(forms + " " + count + " for " + possible);
            }
        });
        return invented;
    }

    /** How many flows there are of each pair of first and last form; of one protocol, or -1 for all. */
    private static Map<String, Long> forms(List<Flow> flows, int protocol) {
        return flows.stream()
                .filter(flow -> protocol < 0 || flow.first().protocol() == protocol)
                .collect(Collectors.groupingBy(Scene::forms, Collectors.counting()));
    }
}
