package io.natlens.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * When the launcher builds, in a checkout of its own. In Maven's place stands a script that counts its runs and delivers
 * the jar that this build has made.
 */
final class LauncherBuildIT {
    private static final String BUILDING =
            "natlens: building from source (once after each change; the first time takes" + " a minute or two) ...\n";

    private final Path checkout;
    private final Path runs;
    private final List<String> path;
    private final Processes processes;

    LauncherBuildIT(@TempDir Path folder) {
        checkout = folder.resolve("checkout");
        runs = folder.resolve("runs");
        path = List.of("PATH=" + folder.resolve("bin") + ":" + System.getenv("PATH"));
        processes = new Processes(folder);
    }

    @BeforeEach
    void layCheckout() throws IOException {
        Path source = Path.of("..").toAbsolutePath().normalize();
        Files.createDirectories(checkout.resolve("cli/src/main/java"));
        Files.copy(source.resolve("natlens"), checkout.resolve("natlens"));
        Files.createFile(checkout.resolve("pom.xml"));
        Path jar = source.resolve("cli/target/natlens.jar");
        maven("echo run >>" + runs, "sleep 1", "mkdir -p cli/target", "cp " + jar + " cli/target/natlens.jar");
    }

    private void maven(String... lines) throws IOException {
        Path maven = runs.resolveSibling("bin").resolve("mvn");
        Files.createDirectories(maven.getParent());
        Files.writeString(maven, "#!/bin/sh\n" + String.join(" &&\n", lines) + "\n");
        Files.setPosixFilePermissions(maven, PosixFilePermissions.fromString("rwxr-xr-x"));
    }

    private Processes.Started start() throws IOException {
        return processes.start(path, checkout.resolve("natlens").toString(), "--version");
    }

    private long builds() throws IOException {
        return Files.exists(runs) ? Files.readAllLines(runs).size() : 0;
    }

    @Test
    void theFirstUseBuildsAndSaysSoInOneLine() throws Exception {
        Run run = start().finish();

        assertEquals(0, run.status(), run.err());
        assertTrue(run.out().startsWith("natlens "), run.out());
        assertEquals(BUILDING, run.err());
    }

    @Test
    void theNextUseDoesNotBuild() throws Exception {
        start().finish();
        Run run = start().finish();

        assertEquals("", run.err());
        assertEquals(1, builds());
    }

    @Test
    void aChangedSourceIsBuiltOnceMore() throws Exception {
        start().finish();
        // file times may be as coarse as the kernel's clock tick
        Thread.sleep(50);
        Files.createFile(checkout.resolve("cli/src/main/java/New.java"));
        Run run = start().finish();
        start().finish();

        assertEquals(BUILDING, run.err());
        assertEquals(2, builds());
    }

    @Test
    void aSourceThatChangesDuringTheBuildIsBuiltTheNextTime() throws Exception {
        Processes.Started first = start();
        while (builds() == 0) {
            Thread.sleep(10);
        }
        Files.createFile(checkout.resolve("cli/src/main/java/New.java"));
        first.finish();
        start().finish();

        assertEquals(2, builds());
    }

    @Test
    void ofTwoAtOnceOneBuildsAndBothRun() throws Exception {
        Processes.Started one = start();
        Processes.Started other = start();
        Run first = one.finish();
        Run second = other.finish();

        assertEquals(0, first.status(), first.err());
        assertEquals(0, second.status(), second.err());
        assertEquals(first.out(), second.out());
        assertEquals(1, builds());
    }

    @Test
    void aBuildWhoseLauncherWasKilledIsWaitedFor() throws Exception {
        Processes.Started killed = start();
        while (builds() == 0) {
            Thread.sleep(10);
        }
        killed.process().destroyForcibly().waitFor();
        Run run = start().finish();

        assertEquals(0, run.status(), run.err());
        assertEquals(1, builds());
    }

    @Test
    void aBuildThatFailsIsAFailure() throws Exception {
        maven("echo '[ERROR] no'", "false");

        Run run = start().finish();

        assertEquals(new Run(1, "", BUILDING + "[ERROR] no\nnatlens: the build failed, see above\n"), run);
    }

    @Test
    void aBrokenBuildLeavesNothingBehindThatIsTakenForWhole() throws Exception {
        maven("mkdir -p cli/target", "echo half >cli/target/natlens.jar", "false");
        start().finish();
        layCheckoutAgain();
        Run run = start().finish();

        assertEquals(0, run.status(), run.err());
        assertTrue(run.out().startsWith("natlens "), run.out());
    }

    private void layCheckoutAgain() throws IOException {
        Files.delete(checkout.resolve("natlens"));
        Files.delete(checkout.resolve("pom.xml"));
        layCheckout();
    }
}
