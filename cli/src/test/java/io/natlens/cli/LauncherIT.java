package io.natlens.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The launcher and the jar, as processes. The launcher finds the jar that this build has just made. */
final class LauncherIT {
    private static final Path ROOT = Path.of("..").toAbsolutePath().normalize();
    private static final String LAUNCHER = ROOT.resolve("natlens").toString();

    private final Path folder;
    private final Processes processes;

    LauncherIT(@TempDir Path folder) {
        this.folder = folder;
        processes = new Processes(folder);
    }

    /** Maven leaves a jar's time as it is when a build gives the same bytes again; the launcher would build once more. */
    @BeforeAll
    static void theJarIsNew() throws IOException {
        Files.setLastModifiedTime(ROOT.resolve("cli/target/natlens.jar"), FileTime.from(Instant.now()));
    }

    @Test
    void worksFromAnyFolderAndThroughSymbolicLinks() throws Exception {
        Path link = Files.createSymbolicLink(folder.resolve("n"), Path.of(LAUNCHER));
        Files.createSymbolicLink(folder.resolve("m"), Path.of("n"));
        String path = "PATH=" + ROOT + ":" + System.getenv("PATH");

        Run run = processes.run(LAUNCHER, "--version");

        assertEquals(0, run.status(), run.err());
        assertTrue(run.out().startsWith("natlens "), run.out());
        assertEquals(run, processes.run(link.toString(), "--version"));
        assertEquals(run, processes.run("./m", "--version"));
        assertEquals(run, processes.run(List.of(path), "natlens", "--version"));
    }

    @Test
    void saysTheSameAsTheProgramInProcess() throws Exception {
        Run run = processes.run(LAUNCHER, "analyze", "-f", "jsonl", Captures.DOCKER0, Captures.ETH0, Captures.ETH1);

        assertEquals(Run.of("analyze", "-f", "jsonl", Captures.DOCKER0, Captures.ETH0, Captures.ETH1), run);
    }

    @Test
    void aPipeThatHasAFilesNameTakesAReport() throws Exception {
        String captures = ROOT.resolve("sample-pcaps/published-port").toString();

        Run run = processes.run(LAUNCHER, "analyze", "-f", "jsonl", "-o", "/dev/stdout", captures);

        assertEquals(Run.of("analyze", "-f", "jsonl", captures), run);
    }

    /** What draws and what encodes pages takes longer to load than a small analysis takes. */
    @Test
    void onlyAReportLoadsWhatDrawsCharts() throws Exception {
        String jar = ROOT.resolve("cli/target/natlens.jar").toString();

        Run analyze = processes.run("java", "-verbose:class", "-jar", jar, "analyze", Captures.DOCKER0, Captures.ETH0);
        Run report = processes.run("java", "-verbose:class", "-jar", jar, "report", Captures.DOCKER0, Captures.ETH0);

        assertTrue(report.out().contains("org.jfree."), report.err());
        for (String prefix : List.of("org.jfree.", "org.apache.batik.", "java.awt.", "java.util.zip.GZIPOutput")) {
            assertFalse(analyze.out().contains("] " + prefix), prefix);
        }
    }

    /** As under cron, and where scripts ask for messages that they can read. */
    @ParameterizedTest
    @ValueSource(strings = {"LC_ALL=", "LC_ALL=C", "LC_ALL=POSIX"})
    void aFilesNameNeedNotBeAsciiInAnyLocale(String locale) throws Exception {
        // the bytes of the name are the shell's, whatever locale this test runs in
        Path script = Files.writeString(
                folder.resolve("script"),
                "cp " + Captures.DOCKER0 + " café.pcap\n" + LAUNCHER + " print -c1 café.pcap\n" + LAUNCHER
                        + " print no-café.pcap\n");

        Run run = processes.run(List.of("-u", "LC_CTYPE", "-u", "LANG", locale), "sh", script.toString());

        assertEquals(
                new Run(
                        1,
                        Run.of("print", "-c1", Captures.DOCKER0).out(),
                        "natlens: no-café.pcap: No such file or directory\n"),
                run);
    }

    @Test
    void aReaderThatLeavesEarlyEndsItQuietly() throws Exception {
        List<String> many = new ArrayList<>();
        for (int i = 0; i < 400; i++) {
            many.add("p" + i + "=" + Captures.DOCKER0);
        }
        String print = LAUNCHER + " print " + String.join(" ", many);

        Run run = processes.run("bash", "-c", print + " | head -n 1; echo ${PIPESTATUS[0]}");

        List<String> lines = run.out().lines().toList();
        assertEquals(2, lines.size(), run.out());
        assertEquals("0", lines.get(1));
        assertEquals("", run.err());
    }

    @Test
    void aFullDiskIsNamed() throws Exception {
        Run run = processes.run("sh", "-c", LAUNCHER + " print " + Captures.DOCKER0 + " >/dev/full");

        assertEquals(new Run(1, "", "natlens: standard output: No space left on device\n"), run);
    }

    @Test
    void optionsForJavaAreHonoured() throws Exception {
        Run run = processes.run(List.of("NATLENS_JAVA_OPTS=-XshowSettings:properties -Xmx64m"), LAUNCHER, "--version");

        assertEquals(0, run.status());
        assertTrue(run.err().contains("java.version"), run.err());
    }

    @Test
    void withoutJavaItSaysWhatToInstall() throws Exception {
        Run run = processes.run(List.of("JAVA_HOME=/nonexistent"), LAUNCHER, "--version");

        assertEquals(1, run.status());
        assertEquals(
                "natlens: needs Java, version 17 or newer; on Debian: apt-get install openjdk-17-jre-headless\n",
                run.err());
    }

    @Test
    void startsWithTheClassesThatWereRecorded() throws Exception {
        Run run = processes.run(List.of("NATLENS_JAVA_OPTS=-Xlog:class+load:stderr"), LAUNCHER, "--version");

        List<String> ours = run.err()
                .lines()
                .filter(line -> line.contains(" io.natlens.cli."))
                .toList();
        assertFalse(ours.isEmpty(), run.err());
        ours.forEach(line -> assertTrue(line.contains("shared objects file (top)"), line));
    }
}
