package io.natlens.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The screen of {@code natlens live} in a real terminal, tmux: keys are sent to it, and what it shows is read. */
final class ScreenIT {
    private static final int TRIES = 300;
    private static final String TO_OUTSIDE = "172.29.0.2 → 10.99.0.2";
    private static final String FROM_OUTSIDE = "10.99.0.2 → 10.99.0.1";

    private static LiveWorld world;
    private static String session;

    @BeforeAll
    static void build(@TempDir Path folder) throws Exception {
        world = LiveWorld.build(folder);
        session = world.host;
    }

    @AfterAll
    static void remove() throws Exception {
        if (world != null) {
            new Processes(world.folder).run("tmux", "-L", session, "kill-server");
            world.close();
        }
    }

    private static String tmux(String... arguments) throws Exception {
        List<String> command = new ArrayList<>(List.of("tmux", "-L", session));
        command.addAll(List.of(arguments));
        Run run = new Processes(world.folder).run(command.toArray(String[]::new));
        assertEquals(0, run.status(), run.err());
        return run.out();
    }

    private static void press(String... keys) throws Exception {
        List<String> arguments = new ArrayList<>(List.of("send-keys"));
        arguments.addAll(List.of(keys));
        tmux(arguments.toArray(String[]::new));
    }

    /** Waits until the screen shows one text and does not show another. */
    private static String awaitScreen(String shown, String notShown) throws Exception {
        String screen = tmux("capture-pane", "-p");
        for (int tries = 0; tries < TRIES; tries++) {
            if (screen.contains(shown) && (notShown.isEmpty() || !screen.contains(notShown))) {
                return screen;
            }
            Thread.sleep(50);
            screen = tmux("capture-pane", "-p");
        }
        throw new AssertionError("'" + shown + "' without '" + notShown + "' is not in\n" + screen);
    }

    @Test
    void showsSortsFiltersPausesAndOpensFlows() throws Exception {
        String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        tmux(
                "new-session",
                "-d",
                "-x",
                "160",
                "-y",
                "24",
                "nsenter --net=/run/netns/" + world.host + " " + java + " -Dnatlens.stdout.terminal=true -jar "
                        + Path.of("target/natlens.jar").toAbsolutePath() + " live -i br-t -i eth0 icmp; sleep 60");
        awaitScreen("ORIGINAL", "");
        world.in(world.inside, "ping -q -i 0.01 -c 3 10.99.0.2");
        world.in(world.outside, "ping -q -i 0.01 -c 2 10.99.0.1");

        awaitScreen(FROM_OUTSIDE, "");
        String table = awaitScreen("SNAT", "");
        String row = table.lines()
                .filter(line -> line.contains(TO_OUTSIDE))
                .findFirst()
                .orElse("");
        assertTrue(row.contains("10.99.0.1 → 10.99.0.2"), row);
        assertTrue(row.contains("→ eth0"), row);
        assertTrue(row.endsWith("answered"), row);

        press("s");
        String sorted = awaitScreen("by packets", "");
        assertTrue(sorted.indexOf(TO_OUTSIDE) < sorted.indexOf(FROM_OUTSIDE), sorted);

        press("/", "snat", "Enter");
        awaitScreen("filter: snat", FROM_OUTSIDE);

        press("Enter");
        String opened = awaitScreen("SNAT to 10.99.0.1, out by eth0", "");
        assertTrue(opened.contains("Evidence: 6 packets seen again"), opened);

        press("Escape");
        press("p");
        awaitScreen("PAUSED", "Evidence");
        press("/", "Enter");
        world.in(world.outside, "ping -q -i 0.01 -c 2 10.99.0.1");
        Thread.sleep(1500);
        long rows = awaitScreen("PAUSED", "")
                .lines()
                .filter(line -> line.contains(FROM_OUTSIDE))
                .count();
        assertEquals(1, rows);
        press("p");
        awaitScreen("3 flows", "PAUSED");

        press("q");
        String after = awaitScreen("received by filter", "ORIGINAL");
        assertFalse(after.contains("PAUSED"), after);
    }
}
