package io.natlens.correlate;

import static java.util.Comparator.comparingLong;

import io.natlens.leg.Packet;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * Hosts with containers behind NAT, made up from a seed, of which is known what became of every connection: containers of
 * equal addresses on several hosts, ports that collide and are rewritten, ports used again, packets lost on the way and in
 * the captures, clocks of microseconds.
 */
final class NatWorld {
    private static final int LONGEST = 2_000_000;

    /** A packet at a capture point, in microseconds. */
    record Sight(long micros, String point, Packet packet) {}

    /** A capture point on a connection's way, the form of the initiator's packets there, and the routers before it. */
    private record Station(String point, String form, int routers) {}

    private final SplittableRandom random;
    private final int hosts;
    private final int containers;
    private final boolean containerEnds;
    private final double lossOnTheWay;
    private final double lossInCaptures;
    private final boolean alike;
    private final Set<String> ports = new HashSet<>();
    private final Set<String> firsts = new HashSet<>();
    private final List<Sight> sights = new ArrayList<>();
    private final Map<String, Integer> possible = new HashMap<>();
    private final Map<String, Integer> certain = new HashMap<>();
    private boolean seenEverywhere;
    private int ipId;

    NatWorld(long seed) {
        random = new SplittableRandom(seed);
        hosts = 1 + random.nextInt(3);
        containers = 1 + random.nextInt(5);
        containerEnds = random.nextBoolean();
        lossOnTheWay = random.nextInt(3) * 0.03;
        lossInCaptures = random.nextInt(3) * 0.03;
        alike = random.nextBoolean();
        for (int connection = 5 + random.nextInt(40); connection > 0; connection--) {
            connect();
        }
        sights.sort(comparingLong(Sight::micros));
    }

    /** In the order of time. */
    List<Sight> sights() {
        return Collections.unmodifiableList(sights);
    }

    /** How many connections could be reported with these first and last forms. */
    Map<String, Integer> possible() {
        return possible;
    }

    /** How many connections must be: a packet of theirs was seen at every point. */
    Map<String, Integer> certain() {
        return certain;
    }

    private void connect() {
        switch (random.nextInt(7)) {
            case 0, 1, 2 -> tcp(newWay(() -> anyWay(":443", 32768 + random.nextInt(64))));
            case 3, 4 -> tcp(newWay(() -> anyWay(":80", 32768 + random.nextInt(28_000))));
            case 5 -> udp(newWay(() -> anyWay(":53", 32768 + random.nextInt(64))));
            default -> ping(newWay(() -> outwards(random.nextInt(hosts), "8.8.8.8", 1 + random.nextInt(40), true)));
        }
    }

    /** A way whose tuple no other connection has at its first point. */
    private List<Station> newWay(Supplier<List<Station>> any) {
        List<Station> way = any.get();
        while (!firsts.add(way.get(0).point() + " " + way.get(0).form())) {
            way = any.get();
        }
        return way;
    }

    private List<Station> anyWay(String service, int clientPort) {
        int host = random.nextInt(hosts);
        return switch (random.nextInt(4)) {
            case 0 -> inwards(host, "203.0.113." + (1 + random.nextInt(3)) + ":" + clientPort, service);
            case 1 -> withinBridge(host, clientPort, service);
            case 2 -> fromHostToHost(host, (host + 1) % hosts, clientPort, service);
            default -> outwards(host, "8.8.8." + (1 + random.nextInt(3)) + service, clientPort, false);
        };
    }

    /** Masqueraded; of ICMP the identifier takes the ports' place. */
    private List<Station> outwards(int host, String server, int clientPort, boolean icmp) {
        int container = random.nextInt(containers);
        int natPort = freePort(host, server, clientPort);
        String inside = address(container) + ":" + clientPort + " > " + server + (icmp ? ":" + clientPort : "");
        String outside = nic(host) + ":" + natPort + " > " + server + (icmp ? ":" + natPort : "");
        List<Station> way = new ArrayList<>(bridge(host, container, inside, 0));
        way.add(new Station(host + "/eth0", outside, 1));
        return way;
    }

    private List<Station> inwards(int host, String client, String service) {
        int container = random.nextInt(containers);
        List<Station> way = new ArrayList<>();
        way.add(new Station(host + "/eth0", client + " > " + nic(host) + ":8" + service.substring(1), 0));
        List<Station> behind =
                new ArrayList<>(bridge(host, container, client + " > " + address(container) + service, 1));
        Collections.reverse(behind);
        way.addAll(behind);
        return way;
    }

    private List<Station> withinBridge(int host, int clientPort, String service) {
        String form = address(0) + ":" + clientPort + " > 172.17.0.9" + service;
        List<Station> way = new ArrayList<>(bridge(host, 0, form, 0));
        way.add(new Station(host + "/c9:eth0", form, 0));
        return way;
    }

    private List<Station> fromHostToHost(int from, int to, int clientPort, String service) {
        if (from == to) {
            return withinBridge(from, clientPort, service);
        }
        String published = nic(to) + ":8" + service.substring(1);
        List<Station> way = new ArrayList<>(outwards(from, published, clientPort, false));
        String between = way.get(way.size() - 1).form();
        way.add(new Station(to + "/eth0", between, 2));
        String client = between.substring(0, between.indexOf(" > "));
        way.add(new Station(to + "/docker0", client + " > " + address(1) + service, 3));
        return way;
    }

    private List<Station> bridge(int host, int container, String form, int routers) {
        Station bridge = new Station(host + "/docker0", form, routers);
        Station end = new Station(host + "/c" + container + ":eth0", form, routers);
        return containerEnds ? List.of(end, bridge) : List.of(bridge);
    }

    private static String address(int container) {
        return "172.17.0." + (2 + container);
    }

    private static String nic(int host) {
        return "10." + host + ".0.8";
    }

    /** The port itself, or another one if it is taken towards this server. */
    private int freePort(int host, String server, int wished) {
        int port = wished;
        while (!ports.add(host + " " + port + " " + server)) {
            port = wished < 1024 ? 1024 + random.nextInt(60_000) : 1024 + random.nextInt(30_000);
        }
        return port;
    }

    private void tcp(List<Station> way) {
        long start = random.nextInt(LONGEST);
        start = tcp(way, start);
        // where a capture lacks a whole handshake nothing tells where the second connection begins
        if (lossInCaptures == 0 && random.nextInt(5) == 0) {
            tcp(way, start + 10_000);
        }
    }

    /** A handshake, data in both directions, and the end. */
    private long tcp(List<Station> way, long start) {
        seenEverywhere = false;
        int isn = random.nextInt();
        int peer = random.nextInt();
        long now = start;
        now = deliver(way, now, true, form -> Packet.tcp(form).syn(isn).id(ipId));
        now = deliver(way, now, false, form -> Packet.tcp(form).synAck(peer, isn + 1));
        now = deliver(way, now, true, form -> Packet.tcp(form)
                .sequence(isn + 1, peer + 1)
                .id(ipId));
        int sent = 1;
        for (int segments = random.nextInt(4); segments > 0; segments--) {
            int at = isn + sent;
            now = deliver(way, now, true, form -> data(form, at, peer + 1));
            sent += 100;
        }
        int done = isn + sent;
        now = deliver(way, now, false, form -> data(form, peer + 1, done));
        now = deliver(way, now, true, form -> Packet.tcp(form)
                .flags(0x11)
                .sequence(done, peer + 101)
                .id(ipId));
        now = deliver(way, now, false, form -> Packet.tcp(form)
                .flags(0x11)
                .sequence(peer + 101, done + 1)
                .id(ipId));
        now = deliver(way, now, true, form -> Packet.tcp(form)
                .sequence(done + 1, peer + 102)
                .id(ipId));
        note(way, true);
        return now;
    }

    private Packet data(String form, int sequence, int acknowledged) {
        return Packet.tcp(form).sequence(sequence, acknowledged).id(ipId).payload("x".repeat(100));
    }

    private void udp(List<Station> way) {
        String text = alike ? "the same question" : "question " + random.nextLong();
        long now = random.nextInt(LONGEST);
        seenEverywhere = false;
        now = deliver(way, now, true, form -> Packet.udp(form).payload(text).id(ipId));
        deliver(way, now, false, form -> Packet.udp(form)
                .payload("answer to " + text)
                .id(ipId));
        note(way, false);
    }

    private void ping(List<Station> way) {
        String text = alike ? "abcdefgh" : Long.toString(random.nextLong());
        long start = random.nextInt(LONGEST);
        seenEverywhere = false;
        for (int i = 0; i < 3; i++) {
            int sequence = i;
            long now = deliver(way, start + 100_000L * i, true, form -> Packet.ping(form)
                    .sequence(sequence, 0)
                    .payload(text)
                    .id(ipId));
            deliver(way, now, false, form -> Packet.pong(form)
                    .sequence(sequence, 0)
                    .payload(text)
                    .id(ipId));
        }
        note(way, false);
    }

    /** Sends a packet until it arrives, and tells when that was. */
    private long deliver(List<Station> way, long start, boolean forward, Function<String, Packet> packet) {
        long now = start;
        while (!arrives(way, now, forward, packet)) {
            now += 200_000;
        }
        return now + 500 + random.nextInt(5000);
    }

    private boolean arrives(List<Station> way, long start, boolean forward, Function<String, Packet> packet) {
        // packets that look alike have their own IP ids, as Linux gives them
        ipId = 1 + random.nextInt(65_535);
        List<Station> stations = new ArrayList<>(way);
        if (!forward) {
            Collections.reverse(stations);
        }
        long now = start;
        int seen = 0;
        for (Station station : stations) {
            now += 1 + random.nextInt(15);
            int ttl = forward ? 64 - station.routers() : 50 + station.routers();
            if (random.nextDouble() >= lossInCaptures) {
                String form = forward ? station.form() : reverse(station.form());
                sights.add(new Sight(now, station.point(), packet.apply(form).ttl(ttl)));
                seen++;
            }
            if (random.nextDouble() < lossOnTheWay) {
                return false;
            }
        }
        seenEverywhere |= seen == stations.size();
        return true;
    }

    private static String reverse(String form) {
        int between = form.indexOf(" > ");
        return form.substring(between + 3) + " > " + form.substring(0, between);
    }

    private void note(List<Station> way, boolean mustBeFound) {
        List<String> forms = way.stream().map(Station::form).distinct().toList();
        for (int first = 0; first < forms.size(); first++) {
            for (int last = first + 1; last < forms.size(); last++) {
                possible.merge(forms.get(first) + " => " + forms.get(last), 1, Integer::sum);
            }
        }
        if (mustBeFound && seenEverywhere) {
            certain.merge(forms.get(0) + " => " + forms.get(forms.size() - 1), 1, Integer::sum);
        }
    }
}
