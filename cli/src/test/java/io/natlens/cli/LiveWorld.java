package io.natlens.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Assumptions;

/**
 * A host with NAT in network namespaces of its own, and natlens as a process in it. Nothing here touches the network of
 * the machine that it runs on.
 *
 * <pre>
 *   inside 172.29.0.2 eth0 ~ vetha = br-t 172.29.0.1 host eth0 10.99.0.1 ~ eth0 10.99.0.2 outside
 * </pre>
 *
 * <p>The host masquerades what leaves by eth0, and sends port 8080 of its address 10.99.0.1 to port 80 of inside.
 */
final class LiveWorld {
    private static final Path JAR = Path.of("target/natlens.jar").toAbsolutePath();
    private static final String JAVA =
            Path.of(System.getProperty("java.home"), "bin", "java").toString();
    private static final int SECONDS_OF_PATIENCE = 30;

    private final String prefix = "nlt" + ProcessHandle.current().pid() % 100_000;
    final String host = prefix + "-host";
    final String inside = prefix + "-in";
    final String outside = prefix + "-out";
    final Path folder;
    private final Processes processes;

    private LiveWorld(Path folder) {
        this.folder = folder;
        processes = new Processes(folder);
    }

    /** Builds it, or skips the test loudly where that cannot be. */
    static LiveWorld build(Path folder) throws Exception {
        LiveWorld world = new LiveWorld(folder);
        world.requireRoot();
        try {
            world.build();
        } catch (IOException | InterruptedException | AssertionError e) {
            world.close();
            throw e;
        }
        return world;
    }

    private void requireRoot() throws Exception {
        boolean can = processes.run("unshare", "--net", "true").status() == 0;
        if (!can) {
            System.err.println(
                    "\n*** SKIPPED: live tests, since they need root and network namespaces: sudo scripts/test ***\n");
        }
        Assumptions.assumeTrue(can, "live tests need root and network namespaces");
    }

    private void build() throws Exception {
        for (String namespace : List.of(host, inside, outside)) {
            run("ip netns add " + namespace);
            run("ip -n " + namespace + " link set lo up");
        }
        run("ip -n " + host + " link add br-t type bridge");
        run("ip -n " + host + " link set br-t up");
        run("ip -n " + inside + " link add eth0 type veth peer name vetha netns " + host);
        run("ip -n " + host + " link set vetha master br-t up");
        run("ip -n " + outside + " link add eth0 type veth peer name eth0 netns " + host);
        address(host, "br-t", "172.29.0.1/24");
        address(inside, "eth0", "172.29.0.2/24");
        address(host, "eth0", "10.99.0.1/24");
        address(outside, "eth0", "10.99.0.2/24");
        run("ip -n " + inside + " route add default via 172.29.0.1");
        in(host, "sysctl -qw net.ipv4.ip_forward=1");
        in(host, "iptables -t nat -A POSTROUTING -s 172.29.0.0/24 -o eth0 -j MASQUERADE");
        in(host, "iptables -t nat -A PREROUTING -i eth0 -p tcp --dport 8080 -j DNAT --to-destination 172.29.0.2:80");
        in(inside, "ping -q -c 1 -W 5 10.99.0.2");
    }

    private void address(String namespace, String link, String address) throws Exception {
        run("ip -n " + namespace + " address add " + address + " dev " + link);
        run("ip -n " + namespace + " link set " + link + " up");
    }

    /** Runs a command, blanks between its words, that must succeed. */
    Run run(String command) throws Exception {
        Run run = processes.run(command.split(" ", -1));
        assertEquals(0, run.status(), () -> command + ": " + run.err());
        return run;
    }

    /** The same in a namespace. */
    Run in(String namespace, String command) throws Exception {
        return run("nsenter --net=/run/netns/" + namespace + " " + command);
    }

    /** Starts a command in a namespace. */
    Live start(String namespace, String command) throws Exception {
        return new Live(
                processes.start(List.of(), ("nsenter --net=/run/netns/" + namespace + " " + command).split(" ", -1)));
    }

    /** Starts natlens in the host. */
    Live natlens(String... arguments) throws Exception {
        return natlens(List.of(), arguments);
    }

    Live natlens(List<String> environment, String... arguments) throws Exception {
        List<String> command = new ArrayList<>(List.of("nsenter", "--net=/run/netns/" + host));
        command.addAll(List.of(JAVA, "-XX:TieredStopAtLevel=1", "-jar", JAR.toString()));
        command.addAll(List.of(arguments));
        return new Live(processes.start(environment, command.toArray(String[]::new)));
    }

    /** The lines that a command prints about a capture. */
    List<String> lines(String... command) throws Exception {
        return processes.run(command).out().lines().toList();
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
                throw new java.io.UncheckedIOException(e);
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

    /** Removes all of it. */
    void close() throws Exception {
        for (String namespace : List.of(host, inside, outside)) {
            processes.run("ip", "netns", "delete", namespace);
        }
    }
}
