package io.natlens.correlate;

import static io.natlens.leg.Packet.tcp;
import static io.natlens.leg.Packet.udp;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.natlens.leg.Packet;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** A port scan through NAT: one sender, one port, one sequence number, and answers that differ in nothing but ports. */
class ScanTest {
    private static final int ISN = 1_000_000_000;
    private static final int RST_ACK = 0x14;

    private final Scene scene = new Scene();
    private final List<String> made = new ArrayList<>();

    @Test
    void closedPortsAreAsManyConnections() throws InterruptedException {
        for (int port = 1; port <= 4000; port++) {
            probe(port * 600L, "10.0.0.77:" + port, port, 64, 64);
        }
        assertEquals(sorted(made), sorted(scene.translated()));
    }

    /** nmap takes identifications and times to live by chance, so that probes of one identification occur. */
    @Test
    void aProbeLikeAnotherOfAGreaterTimeToLiveIsNotThatOneSentBack() throws InterruptedException {
        Random random = new Random(5);
        for (int port = 1; port <= 1000; port++) {
            probe(port * 600L, "10.0.0.77:" + port, random.nextInt(65536), 37 + random.nextInt(23), 64);
        }
        assertEquals(sorted(made), sorted(scene.translated()));
    }

    @Test
    void anAnswerLikeThatOfANearerHostIsNotThatOneSentBack() throws InterruptedException {
        Random random = new Random(5);
        for (int host = 1; host <= 200; host++) {
            probe(host * 10_000L, "203.0.113." + host + ":443", host, 60, 40 + random.nextInt(24));
        }
        assertEquals(sorted(made), sorted(scene.translated()));
    }

    @Test
    void clientsThatAskTheSameOverMoreRoutersAreNotOneThatWasSentBack() throws InterruptedException {
        for (int round = 0; round < 5; round++) {
            poll(round * 1_000_000L, "198.51.100.7:40001", 55);
            poll(round * 1_000_000L + 300_000, "203.0.113.9:40002", 53);
            poll(round * 1_000_000L + 600_000, "192.0.2.33:40003", 51);
        }
        assertEquals(
                List.of(
                        "192.0.2.33:40003 > 10.0.0.5:27015 => 192.0.2.33:40003 > 172.17.0.2:27015",
                        "198.51.100.7:40001 > 10.0.0.5:27015 => 198.51.100.7:40001 > 172.17.0.2:27015",
                        "203.0.113.9:40002 > 10.0.0.5:27015 => 203.0.113.9:40002 > 172.17.0.2:27015"),
                scene.translated());
    }

    /** A SYN through source NAT, and the answer of a port at which nobody listens. */
    private void probe(long at, String target, int id, int ttl, int answerTtl) {
        String inside = "172.17.0.2:52341";
        String outside = "10.0.0.5:52341";
        scene.sees("docker0", at, tcp(inside + " > " + target).syn(ISN).id(id).ttl(ttl));
        scene.sees(
                "eth0", at + 10, tcp(outside + " > " + target).syn(ISN).id(id).ttl(ttl - 1));
        scene.sees("eth0", at + 40, reset(target + " > " + outside).ttl(answerTtl));
        scene.sees("docker0", at + 50, reset(target + " > " + inside).ttl(answerTtl - 1));
        made.add(inside + " > " + target + " => " + outside + " > " + target);
    }

    private static Packet reset(String tuple) {
        return tcp(tuple).flags(RST_ACK).sequence(0, ISN + 1);
    }

    /** A question to a published port, the same from all clients, and an answer of which each has its own. */
    private void poll(long at, String client, int ttl) {
        scene.sees(
                "eth0", at, udp(client + " > 10.0.0.5:27015").payload("status").ttl(ttl));
        scene.sees(
                "docker0",
                at + 40,
                udp(client + " > 172.17.0.2:27015").payload("status").ttl(ttl - 1));
        scene.sees("docker0", at + 900, udp("172.17.0.2:27015 > " + client).payload("players " + at));
        scene.sees(
                "eth0",
                at + 940,
                udp("10.0.0.5:27015 > " + client).payload("players " + at).ttl(63));
    }

    private static List<String> sorted(List<String> lines) {
        return lines.stream().sorted().toList();
    }
}
