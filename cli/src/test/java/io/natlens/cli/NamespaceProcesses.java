package io.natlens.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Assumptions;

/** Starts programs, natlens among them, in network namespaces. */
final class NamespaceProcesses {
    private static final Path JAR = Path.of("target/natlens.jar").toAbsolutePath();
    private static final String JAVA =
            Path.of(System.getProperty("java.home"), "bin", "java").toString();
    private static final int SECONDS_OF_PATIENCE = 30;

    private final Processes processes;

    NamespaceProcesses(Path folder) {
        processes = new Processes(folder);
    }

    /** Skips the test loudly where there can be no network namespaces. */
    void requireRoot() throws Exception {
        boolean can = processes.run("unshare", "--net", "true").status() == 0;
        if (!can) {
            System.err.println("\n*** SKIPPED: live tests need root and network namespaces: sudo scripts/test ***\n");
        }
        Assumptions.assumeTrue(can, "live tests need root and network namespaces");
    }

    /** Runs a command, blanks between its words, that must succeed. */
    Run run(String command) throws Exception {
        Run run = tryRun(command);
        assertEquals(0, run.status(), () -> command + ": " + run.err());
        return run;
    }

    /** Runs a command, whatever comes of it. */
    Run tryRun(String command) throws Exception {
        return processes.run(command.split(" ", -1));
    }

    /** Runs a command that must succeed in the namespace that a file stands for. */
    Run in(String namespace, String command) throws Exception {
        return run("nsenter --net=" + namespace + " " + command);
    }

    /** Starts a command in a namespace. */
    Live start(String namespace, String command) throws Exception {
        return new Live(processes.start(List.of(), ("nsenter --net=" + namespace + " " + command).split(" ", -1)));
    }

    /** Starts natlens in a namespace. */
    Live natlens(String namespace, List<String> environment, String... arguments) throws Exception {
        List<String> command = new ArrayList<>(List.of("nsenter", "--net=" + namespace));
        command.addAll(List.of(JAVA, "-XX:TieredStopAtLevel=1", "-jar", JAR.toString()));
        command.addAll(List.of(arguments));
        return new Live(processes.start(environment, command.toArray(String[]::new)));
    }

    /** A process that goes on while the test does other things. */
    record Live(Processes.Started started) {
        /** Waits until its standard error has so many lines with this text. */
        Live says(String text, int times) throws Exception {
            long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(SECONDS_OF_PATIENCE);
            while (err().split(text, -1).length <= times) {
                assertTrue(
                        started.process().isAlive() && System.nanoTime() < end,
                        () -> "'" + text + "' not in: " + err());
                Thread.sleep(20);
            }
            return this;
        }

        Live listens(int interfaces) throws Exception {
            return says("listening on ", interfaces);
        }

        String err() {
            try {
                return Files.readString(started.err());
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        void signal(String name) throws Exception {
            int status = new ProcessBuilder(
                            "kill", "-" + name, Long.toString(started.process().pid()))
                    .inheritIO()
                    .start()
                    .waitFor();
            assertEquals(0, status);
        }

        /** Asks it to end and waits until it has. */
        Run terminate() throws Exception {
            signal("TERM");
            return finish();
        }

        Run finish() throws Exception {
            return started.finish();
        }
    }
}
