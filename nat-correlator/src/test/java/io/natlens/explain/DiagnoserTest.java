package io.natlens.explain;

import static io.natlens.leg.Packet.ping;
import static io.natlens.leg.Packet.tcp;
import static io.natlens.leg.Packet.udp;
import static io.natlens.leg.Packet.unreachable;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.natlens.correlate.Flow;
import io.natlens.correlate.Scene;
import io.natlens.explain.Diagnosis.Code;
import io.natlens.host.Roles;
import io.natlens.leg.Packet;
import io.natlens.translate.Translator;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What is pointed out of a flow, and that nothing is where nothing is the matter. */
class DiagnoserTest {
    private final Scene scene = new Scene();

    @Test
    void aConnectionAsItShouldBeGivesNoReasonToLook() throws InterruptedException {
        scene.sees(
                "docker0",
                0,
                udp("172.17.0.2:5000 > 8.8.8.8:53").payload("question").id(1));
        scene.sees(
                "eth0",
                20,
                udp("10.1.0.8:5000 > 8.8.8.8:53").payload("question").id(1).ttl(63));
        scene.sees(
                "eth0",
                900,
                udp("8.8.8.8:53 > 10.1.0.8:5000").payload("answer").id(2).ttl(50));
        scene.sees(
                "docker0",
                920,
                udp("8.8.8.8:53 > 172.17.0.2:5000").payload("answer").id(2).ttl(49));

        assertEquals(List.of(), diagnoses());
    }

    @Test
    void noReplyIsPointedOut() throws InterruptedException {
        scene.sees("docker0", 0, tcp("172.17.0.2:40000 > 8.8.8.8:443").syn(5));

        assertEquals(List.of(new Diagnosis(Code.UNREPLIED, "no reply was seen")), diagnoses());
    }

    @Test
    void whatVanishesInTheHostIsPointedOutWithWhereItWasSeenLast() throws InterruptedException {
        for (String nic : List.of("eth0", "eth1")) {
            Packet other = udp("10.1.0.8:9 > 10.1.0.9:9").payload(nic);
            scene.sees(nic, 0, other).sees(nic, 900_000, other);
        }
        scene.sees("docker0", 50, tcp("172.17.0.2:40000 > 8.8.8.8:443").syn(5));

        assertTrue(diagnoses()
                .contains(new Diagnosis(
                        Code.VANISHED,
                        "not seen behind docker0: eth0 and eth1 captured at that time and did not show it")));
    }

    @Test
    void aRefusalIsPointedOut() throws InterruptedException {
        scene.sees("docker0", 0, tcp("172.17.0.2:40000 > 8.8.8.8:443").syn(5));
        scene.sees(
                "docker0", 9, tcp("8.8.8.8:443 > 172.17.0.2:40000").flags(0x14).sequence(0, 6));

        assertEquals(List.of(new Diagnosis(Code.RESET, "the connection was reset")), diagnoses());
    }

    @Test
    void aPortThatNatCouldNotKeepIsPointedOut() throws InterruptedException {
        scene.sees("docker0", 0, tcp("172.17.0.2:40000 > 8.8.8.8:443").syn(5).id(1));
        scene.sees("eth0", 20, tcp("10.1.0.8:1024 > 8.8.8.8:443").syn(5).id(1).ttl(63));

        assertEquals(
                new Diagnosis(Code.PORT_REMAPPED, "source port 40000 became 1024 on the way out"),
                diagnoses().get(0));
    }

    @Test
    void anEchoIdentifierThatNatCouldNotKeepIsPointedOut() throws InterruptedException {
        scene.sees("docker0", 0, ping("172.17.0.2:7 > 8.8.8.8:7").id(1).payload("abc"));
        scene.sees(
                "eth0",
                20,
                ping("10.1.0.8:901 > 8.8.8.8:901").id(1).payload("abc").ttl(63));

        assertEquals(
                new Diagnosis(Code.PORT_REMAPPED, "echo identifier 7 became 901 on the way out"),
                diagnoses().get(0));
    }

    @Test
    void thatTheBeginningOfATranslatedFlowWasNotCapturedIsPointedOut() throws InterruptedException {
        scene.sees("eth0", 0, udp("8.8.8.8:51820 > 10.1.0.8:51820").payload("x").ttl(50));
        scene.sees(
                "docker0",
                50,
                udp("8.8.8.8:51820 > 172.17.0.2:51820").payload("x").ttl(49));

        assertEquals(
                new Diagnosis(
                        Code.INITIATOR_UNKNOWN,
                        "its beginning was not captured: that 8.8.8.8 began it, and so what is SNAT and what DNAT, is a"
                                + " guess"),
                diagnoses().get(0));
    }

    @Test
    void differentWaysOfRequestAndReplyArePointedOut() throws InterruptedException {
        scene.sees("eth1", 0, tcp("203.0.113.9:50000 > 10.1.1.4:8000").syn(5).ttl(60));
        scene.sees(
                "docker0", 10, tcp("203.0.113.9:50000 > 172.17.0.4:80").syn(5).ttl(59));
        scene.sees("docker0", 50, tcp("172.17.0.4:80 > 203.0.113.9:50000").synAck(9, 6));
        scene.sees(
                "eth0",
                60,
                tcp("10.1.1.4:8000 > 203.0.113.9:50000").synAck(9, 6).ttl(63));

        assertEquals(
                List.of(new Diagnosis(Code.ASYMMETRIC, "the request passed eth1, the reply eth0 in its place")),
                diagnoses());
    }

    @Test
    void aReporterThatRefusesBothDirectionsIsPointedOutOnce() throws InterruptedException {
        Packet question = udp("10.1.0.8:5000 > 192.0.2.7:53").payload("question");
        Packet answer = udp("192.0.2.7:53 > 10.1.0.8:5000").payload("answer");
        scene.sees("eth0", 0, question);
        scene.sees("eth0", 9, unreachable("192.0.2.1:0 > 10.1.0.8:0", 13, question));
        scene.sees("eth0", 20, answer);
        scene.sees("eth0", 29, unreachable("192.0.2.1:0 > 192.0.2.7:0", 13, answer));

        assertEquals(
                List.of(new Diagnosis(
                        Code.ICMP_ERROR,
                        "192.0.2.1 answered communication administratively prohibited (type 3 code 13), 2 times,"
                                + " seen at eth0")),
                diagnoses());
    }

    @Test
    void anErrorAboutTheFlowIsPointedOutOnceWithItsNumber() throws InterruptedException {
        Packet question = udp("10.1.0.8:5000 > 192.0.2.7:53").payload("question");
        scene.sees("eth0", 0, question);
        scene.sees("eth0", 9, unreachable("192.0.2.1:0 > 10.1.0.8:0", 3, question));
        scene.sees("eth0", 99, unreachable("192.0.2.1:0 > 10.1.0.8:0", 3, question));

        Diagnosis error = diagnoses().get(1);

        assertEquals(Code.ICMP_ERROR, error.code());
        assertEquals("192.0.2.1 answered port unreachable (type 3 code 3), 2 times, seen at eth0", error.text());
    }

    @Test
    void whatFitsTwoWaysIsPointedOutAtEachOfThemWithWhatFits() throws InterruptedException {
        for (int host = 2; host < 4; host++) {
            scene.sees(
                    "docker0", host, ping("172.17.0." + host + ":7 > 8.8.8.8:7").payload("abc"));
        }
        scene.sees("eth0", 20, ping("10.1.0.8:901 > 8.8.8.8:901").payload("abc").ttl(63));
        scene.sees("eth0", 21, ping("10.1.0.8:902 > 8.8.8.8:902").payload("abc").ttl(63));

        String either = "may be one connection with either of these, and none fits best: ";
        String inside = either
                + "172.17.0.2 → 8.8.8.8 id 7 at docker0 (1 packet alike),"
                + " 172.17.0.3 → 8.8.8.8 id 7 at docker0 (1 packet alike)";
        String outside = either
                + "10.1.0.8 → 8.8.8.8 id 901 at eth0 (1 packet alike),"
                + " 10.1.0.8 → 8.8.8.8 id 902 at eth0 (1 packet alike)";
        assertEquals(List.of(inside, inside, outside, outside), ambiguous());
    }

    @Test
    void ofManyThatFitFourAreNamedAndTheOthersCounted() throws InterruptedException {
        for (int host = 2; host < 8; host++) {
            scene.sees(
                    "docker0",
                    host,
                    udp("172.17.0." + host + ":1111 > 8.8.8.8:9").payload("same"));
        }
        scene.sees("eth0", 20, udp("10.1.0.8:40001 > 8.8.8.8:9").payload("same").ttl(63));

        List<String> ambiguous = ambiguous();
        String outside = ambiguous.get(0);

        assertTrue(outside.endsWith(" 172.17.0.5:1111 → 8.8.8.8:9 at docker0 (1 packet alike), and 2 more"), outside);
        String inside = "may be one connection with 10.1.0.8:40001 → 8.8.8.8:9 at eth0 (1 packet alike), but the"
                + " evidence does not suffice";
        assertEquals(Collections.nCopies(6, inside), ambiguous.subList(1, 7));
    }

    @Test
    void whatIsKnownAtTwoPointsOfOneFormIsAmbiguousBehindThem() throws InterruptedException {
        for (int host = 2; host < 4; host++) {
            Packet question = udp("172.17.0." + host + ":1111 > 8.8.8.8:9").payload("same");
            scene.sees("c1", host, question);
            scene.sees("docker0", host + 10, question);
        }
        scene.sees("eth0", 40, udp("10.1.0.8:40001 > 8.8.8.8:9").payload("same").ttl(63));
        scene.sees("eth0", 41, udp("10.1.0.8:40002 > 8.8.8.8:9").payload("same").ttl(63));

        assertEquals(4, ambiguous().size());
    }

    @Test
    void aRouteThatChangesIsPointedOut() throws InterruptedException {
        for (int packet = 0; packet < 5; packet++) {
            String payload = "question " + packet;
            scene.sees(
                    "docker0",
                    packet * 100_000L,
                    udp("172.17.0.2:5000 > 8.8.8.8:53").payload(payload));
            scene.sees(
                    packet < 2 ? "eth0" : "eth1",
                    packet * 100_000L + 20,
                    udp("10.1.0.8:5000 > 8.8.8.8:53").payload(payload).ttl(63));
        }

        assertTrue(diagnoses()
                .contains(new Diagnosis(
                        Code.ROUTE_CHANGED,
                        "2 packets of the original direction passed eth0, the 3 later ones eth1 in its place")));
    }

    @Test
    void twoNicsThatAPacketPassesOneAfterTheOtherAreNoChange() throws InterruptedException {
        scene.sees("docker0", 0, udp("172.17.0.2:5000 > 8.8.8.8:53").payload("question"));
        scene.sees(
                "eth0",
                20,
                udp("172.17.0.2:5000 > 8.8.8.8:53").payload("question").ttl(63));
        scene.sees(
                "eth1",
                40,
                udp("172.17.0.2:5000 > 8.8.8.8:53").payload("question").ttl(62));

        assertEquals(List.of(new Diagnosis(Code.UNREPLIED, "no reply was seen")), diagnoses());
    }

    private List<String> ambiguous() throws InterruptedException {
        return diagnoses().stream()
                .filter(diagnosis -> diagnosis.code() == Code.AMBIGUOUS)
                .map(Diagnosis::text)
                .toList();
    }

    private List<Diagnosis> diagnoses() throws InterruptedException {
        List<Diagnosis> diagnoses = new ArrayList<>();
        Translator translator = new Translator(Roles.BY_NAME);
        for (Flow flow : scene.flows()) {
            diagnoses.addAll(new Diagnoser(Roles.BY_NAME).diagnose(translator.translate(flow)));
        }
        return diagnoses;
    }
}
