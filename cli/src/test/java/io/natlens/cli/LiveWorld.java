package io.natlens.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

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
    private final String prefix = "nlt" + ProcessHandle.current().pid() % 100_000;
    final String host = prefix + "-host";
    final String inside = prefix + "-in";
    final String outside = prefix + "-out";
    final Path folder;
    private final NamespaceProcesses processes;

    private LiveWorld(Path folder) {
        this.folder = folder;
        processes = new NamespaceProcesses(folder);
    }

    /** Builds it, or skips the test loudly where that cannot be. */
    static LiveWorld build(Path folder) throws Exception {
        LiveWorld world = new LiveWorld(folder);
        world.processes.requireRoot();
        try {
            world.build();
        } catch (IOException | InterruptedException | AssertionError e) {
            world.close();
            throw e;
        }
        return world;
    }

    private void build() throws Exception {
        for (String namespace : List.of(host, inside, outside)) {
            run("ip netns add " + namespace);
            // a new link asks for routers for seconds: libpcap counts what comes in between opening and filter, too
            in(namespace, "sysctl -qew net.ipv6.conf.all.disable_ipv6=1 net.ipv6.conf.default.disable_ipv6=1");
            run("ip -n " + namespace + " link set lo up");
        }
        run("ip -n " + host + " link add br-t type bridge");
        run("ip -n " + host + " link set br-t up");
        run("ip -n " + inside + " link add eth0 type veth peer name vetha netns " + host);
        run("ip -n " + host + " link set vetha master br-t up");
        address(host, "br-t", "172.29.0.1/24");
        address(inside, "eth0", "172.29.0.2/24");
        addUplink("eth0", "10.99.0");
        run("ip -n " + inside + " route add default via 172.29.0.1");
        in(host, "sysctl -qw net.ipv4.ip_forward=1");
        in(host, "iptables -t nat -A PREROUTING -i eth0 -p tcp --dport 8080 -j DNAT --to-destination 172.29.0.2:80");
        in(inside, "ping -q -c 1 -W 5 10.99.0.2");
    }

    /** Another link to the outside, by which the host masquerades: .1 of the network is the host, .2 the outside. */
    void addUplink(String link, String network) throws Exception {
        run("ip -n " + outside + " link add " + link + " type veth peer name " + link + " netns " + host);
        address(host, link, network + ".1/24");
        address(outside, link, network + ".2/24");
        in(host, "iptables -t nat -A POSTROUTING -s 172.29.0.0/24 -o " + link + " -j MASQUERADE");
    }

    private void address(String namespace, String link, String address) throws Exception {
        run("ip -n " + namespace + " address add " + address + " dev " + link);
        run("ip -n " + namespace + " link set " + link + " up");
    }

    private static String file(String namespace) {
        return "/run/netns/" + namespace;
    }

    Run run(String command) throws Exception {
        return processes.run(command);
    }

    /** Runs a command that must succeed in a namespace. */
    Run in(String namespace, String command) throws Exception {
        return processes.in(file(namespace), command);
    }

    /** Starts a command in a namespace. */
    NamespaceProcesses.Live start(String namespace, String command) throws Exception {
        return processes.start(file(namespace), command);
    }

    /** Starts natlens in the host. */
    NamespaceProcesses.Live natlens(String... arguments) throws Exception {
        return natlens(List.of(), arguments);
    }

    NamespaceProcesses.Live natlens(List<String> environment, String... arguments) throws Exception {
        return processes.natlens(file(host), environment, arguments);
    }

    /** The lines that a command prints about a capture. */
    List<String> lines(String... command) throws Exception {
        return new Processes(folder).run(command).out().lines().toList();
    }

    /** Removes all of it. */
    void close() throws Exception {
        for (String namespace : List.of(host, inside, outside)) {
            processes.tryRun("ip netns delete " + namespace);
        }
    }
}
