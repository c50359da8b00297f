package io.natlens.correlate;

import static io.natlens.correlate.Scene.text;
import static io.natlens.leg.Packet.tcp;
import static io.natlens.leg.Packet.udp;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import java.util.List;
import org.junit.jupiter.api.Test;

/** Which end began a connection, where no SYN and no ICMP request shows it. */
class InitiatorTest {
    private final Scene scene = new Scene();

    @Test
    void connectionWhoseBeginWasNotSeenHasItsInitiatorByThePorts() throws InterruptedException {
        scene.sees("eth0", 0, tcp("8.8.8.8:443 > 10.1.0.8:40000").sequence(5, 6).payload("x"));
        scene.sees(
                "docker0",
                9,
                tcp("8.8.8.8:443 > 172.17.0.2:40000")
                        .sequence(5, 6)
                        .payload("x")
                        .ttl(63));
        Flow flow = scene.onlyFlow();
        assertEquals("172.17.0.2:40000 > 8.8.8.8:443", text(flow.first()));
        assertEquals(List.of(), flow.original());
        assertFalse(flow.initiatorKnown());
    }

    @Test
    void aDatagramFromAWellKnownPortIsAnAnswerWhereItsQuestionMayHaveBeenMissed() throws InterruptedException {
        scene.sees("eth0", 0, udp("10.0.0.9:5000 > 10.1.0.8:5001").payload("x"));
        scene.sees("docker0", 0, udp("172.17.0.9:5000 > 172.17.0.8:5001").payload("y"));
        syslog(29_000_000);
        assertEquals(List.of("172.17.0.2:1514 > 10.0.0.20:514 => 10.1.0.8:1514 > 10.0.0.20:514"), scene.translated());
    }

    @Test
    void aDatagramFromAWellKnownPortIsAQuestionOnceTheCaptureHasLastedLongEnough() throws InterruptedException {
        scene.sees("eth0", 0, udp("10.0.0.9:5000 > 10.1.0.8:5001").payload("x"));
        scene.sees("docker0", 0, udp("172.17.0.9:5000 > 172.17.0.8:5001").payload("y"));
        syslog(31_000_000);
        assertEquals(List.of("10.0.0.20:514 > 10.1.0.8:1514 => 10.0.0.20:514 > 172.17.0.2:1514"), scene.translated());
    }

    @Test
    void aDatagramFromAServersPortIsAnAnswerWhereItsQuestionMayHaveBeenMissed() throws InterruptedException {
        scene.sees("eth0", 0, udp("8.8.8.8:8080 > 10.1.0.8:46704").payload("x").ttl(50));
        scene.sees(
                "docker0",
                50,
                udp("8.8.8.8:8080 > 172.17.0.2:46704").payload("x").ttl(49));
        Flow flow = scene.onlyFlow();
        assertEquals("172.17.0.2:46704 > 8.8.8.8:8080", text(flow.first()));
        assertFalse(flow.initiatorKnown());
    }

    @Test
    void whoBeganIsNotKnownOfPeersThatMayHaveBegunBeforeTheCapture() throws InterruptedException {
        scene.sees("eth0", 0, udp("8.8.8.8:51820 > 10.1.0.8:51820").payload("x").ttl(50));
        scene.sees(
                "docker0",
                50,
                udp("8.8.8.8:51820 > 172.17.0.2:51820").payload("x").ttl(49));
        scene.sees(
                "eth0",
                40_000_000,
                udp("8.8.8.8:51820 > 10.1.0.8:51821").payload("y").ttl(50));
        scene.sees(
                "docker0",
                40_000_050,
                udp("8.8.8.8:51820 > 172.17.0.2:51821").payload("y").ttl(49));
        assertEquals(
                List.of(false, true),
                scene.flows().stream().map(Flow::initiatorKnown).toList());
    }

    private void syslog(long at) {
        scene.sees(
                "eth0", at, udp("10.0.0.20:514 > 10.1.0.8:1514").payload("up").ttl(255));
        scene.sees(
                "docker0",
                at + 50,
                udp("10.0.0.20:514 > 172.17.0.2:1514").payload("up").ttl(254));
    }
}
