package io.natlens.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code natlens capture} as a process, on real interfaces, held against tcpdump and Wireshark's tools. */
final class CaptureIT {
    private static LiveWorld world;

    private Path folder;

    @BeforeAll
    static void build(@TempDir Path folder) throws Exception {
        world = LiveWorld.build(folder);
    }

    @AfterAll
    static void remove() throws Exception {
        if (world != null) {
            world.close();
        }
    }

    @BeforeEach
    void makeFolder() throws Exception {
        folder = Files.createTempDirectory(world.folder, "capture");
    }

    private String file(String name) {
        return folder.resolve(name).toString();
    }

    private static void ping(int count) throws Exception {
        world.in(world.inside, "ping -q -i 0.01 -c " + count + " 10.99.0.2");
    }

    private static List<String> frames(String file, String filter) throws Exception {
        return world.lines(
                "tshark",
                "-r",
                file,
                "-Y",
                filter,
                "-T",
                "fields",
                "-e",
                "frame.time_epoch",
                "-e",
                "frame.len",
                "-e",
                "ip.src",
                "-e",
                "ip.dst",
                "-e",
                "icmp.seq");
    }

    @Test
    void seesTheFramesThatTcpdumpSees() throws Exception {
        NamespaceProcesses.Live tcpdump = world.start(
                world.host,
                "tcpdump -i br-t --immediate-mode --time-stamp-precision nano -w " + file("t.pcap") + " icmp");
        tcpdump.says("listening on", 1);
        NamespaceProcesses.Live natlens =
                world.natlens("capture", "-i", "br-t", "-i", "eth0", "-w", file("n.pcapng"), "icmp");
        natlens.listens(2);
        ping(20);
        Run run = natlens.terminate();
        // what tcpdump has not been shown by the kernel yet would be lost to it
        Thread.sleep(300);
        tcpdump.terminate();

        assertEquals(0, run.status(), run.err());
        List<String> expected = frames(file("t.pcap"), "icmp");
        assertEquals(40, expected.size());
        assertEquals(expected, frames(file("n.pcapng"), "frame.interface_name == \"br-t\""));
        assertEquals(
                40, frames(file("n.pcapng"), "frame.interface_name == \"eth0\"").size());
    }

    @Test
    void withoutAFileItPrintsWhatTcpdumpPrints() throws Exception {
        NamespaceProcesses.Live tcpdump = world.start(
                world.host,
                "tcpdump -i br-t --immediate-mode --time-stamp-precision nano -w " + file("t.pcap") + " icmp");
        tcpdump.says("listening on", 1);
        NamespaceProcesses.Live one = world.natlens("capture", "-i", "br-t", "-n", "-tt", "--nano", "icmp");
        NamespaceProcesses.Live two = world.natlens("capture", "-i", "br-t", "-i", "eth0", "-n", "-c", "4", "icmp");
        one.listens(1);
        two.listens(2);
        ping(5);
        Run printed = one.terminate();
        Run named = two.finish();
        Thread.sleep(300);
        tcpdump.terminate();

        assertEquals(0, printed.status(), printed.err());
        assertEquals(
                world.lines("tcpdump", "-n", "-tt", "--nano", "-r", file("t.pcap")),
                printed.out().lines().toList());
        assertEquals(4, named.out().lines().count());
        assertTrue(named.out().contains("br-t  ") && named.out().contains("eth0  "), named.out());
    }

    @Test
    void whatIsAboutAFileNeedsOne() {
        Run run = Run.of("capture", "-i", "eth0", "-C", "100");

        assertEquals(2, run.status());
        assertEquals(
                "natlens: option -C is about a file, but -w names none",
                run.err().lines().findFirst().orElseThrow());
    }

    @Test
    void theFileTellsItsInterfacesFilterAndDrops() throws Exception {
        NamespaceProcesses.Live natlens = world.natlens(
                "capture",
                "-i",
                "br-t",
                "-i",
                "netns:" + world.inside + "/eth0",
                "-s",
                "96",
                "-w",
                file("n.pcapng"),
                "icmp");
        natlens.listens(2);
        ping(3);
        natlens.terminate();

        String info = String.join("\n", world.lines("capinfos", file("n.pcapng")));
        for (String part : List.of(
                "Number of packets:   12",
                "Strict time order:   True",
                "Name = br-t",
                "Name = " + world.inside + ":eth0",
                "Capture length = 96",
                "Filter string = icmp",
                "Number of stat entries = 1",
                "Capture application: natlens")) {
            assertTrue(info.contains(part), () -> part + " is not in\n" + info);
        }
    }

    @Test
    void countsAreToldAtTheEndAndInBetween() throws Exception {
        NamespaceProcesses.Live natlens = world.natlens("capture", "-i", "eth0", "-w", file("n.pcapng"), "icmp");
        natlens.listens(1);
        natlens.signal("USR1");
        natlens.says("eth0: 0 packets captured, 0 received by filter", 1);
        ping(4);
        Run run = natlens.terminate();

        assertEquals(0, run.status());
        assertTrue(
                run.err()
                        .endsWith("natlens: eth0: 8 packets captured, 8 received by filter, 0 dropped by kernel,"
                                + " 0 dropped by natlens\n"),
                run.err());
    }

    @Test
    void aQuietInterfaceIsDescribedAndEndsWhenAsked() throws Exception {
        NamespaceProcesses.Live natlens = world.natlens("capture", "-i", "lo", "-w", file("n.pcapng"));
        natlens.listens(1);
        Thread.sleep(300);
        Run run = natlens.terminate();

        assertEquals(0, run.status(), run.err());
        assertEquals("", String.join("\n", frames(file("n.pcapng"), "frame")));
        assertTrue(String.join("\n", world.lines("capinfos", file("n.pcapng"))).contains("Name = lo"));
    }

    @Test
    void twoInterruptsEndItAtOnce() throws Exception {
        NamespaceProcesses.Live natlens = world.natlens("capture", "-i", "lo", "-w", file("n.pcapng"));
        natlens.listens(1);
        Thread.sleep(300);
        natlens.signal("INT");
        natlens.signal("INT");

        // the first one alone ends it with 0; that both came before its end is as good as certain
        assertTrue(List.of(0, 130).contains(natlens.finish().status()));
    }

    @Test
    void anInterruptEndsItInTheBackgroundOfAScriptToo() throws Exception {
        // a shell starts what stands before & with SIGINT ignored
        String natlens = "java -jar " + Path.of("target/natlens.jar").toAbsolutePath();
        Path script = Files.writeString(
                folder.resolve("script"),
                natlens + " capture -i lo -w " + file("n.pcapng") + " 2>" + file("err") + " &\n"
                        + "until grep -q listening " + file("err") + "; do sleep 0.1; done\n"
                        + "kill -INT $!; wait $!\n");
        NamespaceProcesses.Live shell = world.start(world.host, "sh " + script);
        Run run = shell.finish();

        assertEquals(0, run.status(), run.err());
        assertTrue(Files.readString(Path.of(file("err"))).contains("lo: 0 packets captured"));
    }

    @Test
    void aCountEndsItAndStandardOutputTakesIt() throws Exception {
        NamespaceProcesses.Live natlens = world.natlens("capture", "-i", "br-t", "-c", "5", "-U", "-w", "-", "icmp");
        natlens.listens(1);
        ping(4);
        String out = natlens.finish().out();
        assertFalse(out.isEmpty());

        NamespaceProcesses.Live pcap =
                world.natlens("capture", "-i", "br-t", "-c", "5", "--format", "pcap", "-w", file("pcaps"), "icmp");
        pcap.listens(1);
        ping(4);
        pcap.finish();

        assertEquals(5, frames(file("pcaps") + "/br-t.pcap", "icmp").size());
    }

    @Test
    void filesFollowOneAnotherByTheNamesThatTcpdumpGives() throws Exception {
        NamespaceProcesses.Live tcpdump =
                world.start(world.host, "tcpdump -Z root -i br-t -C 1 -W 12 -w " + file("t") + " icmp");
        tcpdump.says("listening on", 1);
        NamespaceProcesses.Live natlens =
                world.natlens("capture", "-i", "br-t", "-C", "1", "-W", "12", "-w", file("n"), "icmp");
        natlens.listens(1);
        world.in(world.inside, "ping -q -f -s 1400 -c 1000 10.99.0.2");
        natlens.terminate();
        // what the kernel has not shown to tcpdump yet, it would never see
        Thread.sleep(1500);
        tcpdump.terminate();

        assertEquals(List.of("t00", "t01", "t02"), names("t"));
        assertEquals(List.of("n00", "n01", "n02"), names("n"));
        int frames = 0;
        for (String name : names("n")) {
            frames += frames(file(name), "icmp").size();
        }
        assertEquals(2000, frames);
    }

    @Test
    void filesFollowOneAnotherByTime() throws Exception {
        NamespaceProcesses.Live natlens =
                world.natlens("capture", "-i", "lo", "-G", "1", "-W", "2", "-w", file("n-%s"));
        Run run = natlens.finish();

        assertEquals(0, run.status(), run.err());
        assertEquals(2, names("n-").size());
    }

    private List<String> names(String front) throws Exception {
        try (Stream<Path> files = Files.list(folder)) {
            return files.map(path -> path.getFileName().toString())
                    .filter(name -> name.startsWith(front))
                    .sorted()
                    .toList();
        }
    }

    @Test
    void aWrongFilterIsShownWithACaret() throws Exception {
        Map<String, String> carets = Map.of(
                "tcp prot 80", "syntax error\n  tcp prot 80\n      ^\n",
                "tcp port 80 and (icmp or", "syntax error\n  tcp port 80 and (icmp or\n                          ^\n",
                "icmp or or udp", "syntax error\n  icmp or or udp\n          ^\n",
                "port nosuchport", "unknown port 'nosuchport'\n  port nosuchport\n       ^\n",
                "net 10.0.0.0/33", "mask length must be <= 32\n");
        for (Map.Entry<String, String> caret : carets.entrySet()) {
            Run run = world.natlens("capture", "-i", "eth0", "-w", file("n"), caret.getKey())
                    .finish();

            assertEquals(new Run(1, "", "natlens: eth0: filter: " + caret.getValue()), run);
        }
    }

    @Test
    void anInterfaceThatVanishesEndsItsOwnCaptureOnly() throws Exception {
        world.run("ip -n " + world.host + " link add gone0 type veth peer name gone1");
        world.run("ip -n " + world.host + " link set gone0 up");
        NamespaceProcesses.Live natlens =
                world.natlens("capture", "-i", "gone0", "-i", "eth0", "-w", file("n.pcapng"), "icmp");
        natlens.listens(2);
        world.run("ip -n " + world.host + " link delete gone0");
        natlens.says("natlens: gone0: The interface disappeared", 1);
        ping(2);
        Run run = natlens.terminate();

        assertEquals(0, run.status(), run.err());
        assertEquals(4, frames(file("n.pcapng"), "icmp").size());
        assertTrue(run.err().contains("natlens: gone0: 0 packets captured"), run.err());
    }

    @Test
    void theLastInterfaceThatVanishesEndsTheRunAsAFailure() throws Exception {
        world.run("ip -n " + world.host + " link add gone0 type veth peer name gone1");
        world.run("ip -n " + world.host + " link set gone0 up");
        NamespaceProcesses.Live natlens = world.natlens("capture", "-i", "gone0", "-w", file("n.pcapng"));
        NamespaceProcesses.Live live = world.natlens("live", "-i", "gone0");
        natlens.listens(1);
        live.listens(1);
        world.run("ip -n " + world.host + " link delete gone0");

        assertEquals(1, natlens.finish().status());
        assertEquals(1, live.finish().status());
        assertTrue(frames(file("n.pcapng"), "icmp").isEmpty());
    }

    @Test
    void aPatternThatMatchesNothingYetSaysThatItWaits() throws Exception {
        NamespaceProcesses.Live never = world.natlens("capture", "-i", "none*", "-w", file("never.pcapng"));
        NamespaceProcesses.Live later = world.natlens("capture", "-i", "late?", "-w", file("later.pcapng"));
        never.says("waiting for one", 1);
        later.says("waiting for one", 1);
        world.run("ip -n " + world.host + " link add late0 type veth peer name late1");
        world.run("ip -n " + world.host + " link set late0 up");
        later.listens(1);
        world.run("ip -n " + world.host + " link delete late0");
        Run none = never.terminate();
        Run one = later.terminate();

        assertEquals(0, none.status(), none.err());
        assertEquals(
                """
                natlens: no interface that is up matches 'none*' yet: waiting for one
                natlens: 0 packets captured, since no interface came
                """,
                none.err());
        assertEquals(0, one.status(), one.err());
        assertTrue(one.err().contains("natlens: late0: 0 packets captured"), one.err());
    }

    @Test
    void aFullDiskLeavesWholeFrames() throws Exception {
        Path disk = Files.createDirectory(folder.resolve("disk"));
        world.run("mount -t tmpfs -o size=300k tmpfs " + disk);
        try {
            String file = disk.resolve("n.pcapng").toString();
            NamespaceProcesses.Live natlens = world.natlens("capture", "-i", "br-t", "-w", file, "icmp");
            natlens.listens(1);
            world.in(world.inside, "ping -q -f -s 1400 -c 400 10.99.0.2");
            Run run = natlens.finish();

            assertEquals(1, run.status());
            assertTrue(run.err().endsWith("natlens: " + file + ": No space left on device\n"), run.err());
            assertEquals(0, Run.of("print", file).status());
            // the disk is full but for less than a block of 1476 bytes
            assertTrue(Files.size(Path.of(file)) > 300 * 1024 - 1476);
            assertTrue(frames(file, "icmp").size() > 200);
        } finally {
            world.run("umount " + disk);
        }
    }

    @Test
    void whatWasWrittenBeforeItWasKilledCanBeRead() throws Exception {
        NamespaceProcesses.Live natlens = world.natlens("capture", "-i", "br-t", "-w", file("n.pcapng"), "icmp");
        natlens.listens(1);
        ping(5);
        Thread.sleep(500);
        natlens.signal("KILL");
        natlens.finish();

        assertEquals(10, frames(file("n.pcapng"), "icmp").size());
        assertEquals(0, Run.of("print", file("n.pcapng")).status());
    }

    @Test
    void aFileThatCannotBeCreatedIsNamed() throws Exception {
        Run run = world.natlens("capture", "-i", "lo", "-w", file("none/n.pcapng"))
                .finish();

        assertEquals(1, run.status());
        assertTrue(
                run.err().endsWith("natlens: " + file("none/n.pcapng") + ": No such file or directory\n"), run.err());
    }

    @Test
    void anInterfaceThatIsNotThereIsNamed() throws Exception {
        Run run = world.natlens("capture", "-i", "nosuch0", "-w", file("n")).finish();

        assertEquals(new Run(1, "", "natlens: nosuch0: no such interface; 'natlens interfaces' lists them\n"), run);
        assertFalse(Files.exists(Path.of(file("n"))));
    }

    @Test
    void theFileBelongsToTheUserWhoCalledSudo() throws Exception {
        world.run("chmod 777 " + folder);
        world.run("chmod 755 " + world.folder);
        NamespaceProcesses.Live natlens = world.natlens(
                List.of("SUDO_UID=4321", "SUDO_GID=5432"), "capture", "-i", "br-t", "-c", "1", "-w", file("n.pcapng"));
        natlens.listens(1);
        ping(1);
        Run run = natlens.finish();

        assertEquals(0, run.status(), run.err());
        assertEquals(4321, Files.getAttribute(Path.of(file("n.pcapng")), "unix:uid"));
        assertEquals(5432, Files.getAttribute(Path.of(file("n.pcapng")), "unix:gid"));
    }

    @Test
    void withoutTheRightItSaysWhichCommandHasIt() throws Exception {
        Run run = world.start(
                        world.host,
                        "setpriv --bounding-set -net_raw --inh-caps -net_raw "
                                + Path.of(System.getProperty("java.home"), "bin", "java")
                                + " -jar " + Path.of("target/natlens.jar").toAbsolutePath()
                                + " capture -i lo -w x tcp")
                .finish();

        assertEquals(
                new Run(
                        1,
                        "",
                        """
                        natlens: lo: capturing is not permitted, it takes CAP_NET_RAW; this has it:
                          sudo natlens capture -i lo -w x tcp
                        """),
                run);
    }

    @Test
    void offlineCommandsLoadNothingOfLibpcap() throws Exception {
        NamespaceProcesses.Live print = world.natlens(
                List.of("JAVA_TOOL_OPTIONS=-Xlog:class+load:file=" + file("classes")), "analyze", Captures.DOCKER0);
        assertTrue(print.started().process().waitFor(1, TimeUnit.MINUTES));

        List<String> loaded = Files.readAllLines(Path.of(file("classes")));
        assertTrue(loaded.stream().anyMatch(line -> line.contains("io.natlens.cli.Main")));
        assertTrue(loaded.stream().noneMatch(line -> line.contains("com.sun.jna") || line.contains("org.pcap4j")));
    }
}
