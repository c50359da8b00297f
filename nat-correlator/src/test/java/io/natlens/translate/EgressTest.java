package io.natlens.translate;

import static io.natlens.leg.Packet.ping;
import static io.natlens.leg.Packet.pong;
import static io.natlens.leg.Packet.tcp;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.natlens.correlate.Scene;
import io.natlens.frame.CapturePoint;
import io.natlens.host.Role;
import io.natlens.host.Roles;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** By which NICs a flow crossed the host's edge. */
class EgressTest {
    private static final String INSIDE = "172.17.0.2:40000 > 8.8.8.8:443";
    private static final String OUTSIDE = "10.1.0.8:40000 > 8.8.8.8:443";
    private static final String TO_OUTSIDE = "8.8.8.8:443 > 10.1.0.8:40000";
    private static final String TO_INSIDE = "8.8.8.8:443 > 172.17.0.2:40000";

    private final Scene scene = new Scene();

    @Test
    void aMasqueradedConnectionLeavesByTheNicAndItsAnswerComesInByIt() throws InterruptedException {
        scene.sees("docker0", 0, tcp(INSIDE).syn(5).id(1));
        scene.sees("eth0", 20, tcp(OUTSIDE).syn(5).id(1).ttl(63));
        scene.sees("eth0", 900, tcp(TO_OUTSIDE).synAck(9, 6).ttl(50));
        scene.sees("docker0", 920, tcp(TO_INSIDE).synAck(9, 6).ttl(49));

        assertCrossings("- > eth0", "eth0 > -", Roles.BY_NAME);
    }

    @Test
    void aConnectionFromOutsideComesInByTheNicAndItsAnswerLeaves() throws InterruptedException {
        scene.sees("eth0", 0, tcp("203.0.113.9:50000 > 10.1.0.8:8000").syn(5).ttl(60));
        scene.sees(
                "docker0", 15, tcp("203.0.113.9:50000 > 172.17.0.4:80").syn(5).ttl(59));
        scene.sees("docker0", 50, tcp("172.17.0.4:80 > 203.0.113.9:50000").synAck(9, 6));
        scene.sees(
                "eth0",
                60,
                tcp("10.1.0.8:8000 > 203.0.113.9:50000").synAck(9, 6).ttl(63));

        assertCrossings("eth0 > -", "- > eth0", Roles.BY_NAME);
    }

    @Test
    void requestAndAnswerMayTakeDifferentNics() throws InterruptedException {
        scene.sees("eth1", 0, tcp("203.0.113.9:50000 > 10.1.1.4:8000").syn(5).ttl(60));
        scene.sees(
                "docker0", 10, tcp("203.0.113.9:50000 > 172.17.0.4:80").syn(5).ttl(59));
        scene.sees("docker0", 50, tcp("172.17.0.4:80 > 203.0.113.9:50000").synAck(9, 6));
        scene.sees(
                "eth0",
                60,
                tcp("10.1.1.4:8000 > 203.0.113.9:50000").synAck(9, 6).ttl(63));

        assertCrossings("eth1 > -", "- > eth0", Roles.BY_NAME);
    }

    @Test
    void inNestedHostsTheOutermostNicIsTheOne() throws InterruptedException {
        scene.sees("docker0", 0, tcp(INSIDE).syn(5).id(1));
        scene.sees("eth0", 20, tcp(OUTSIDE).syn(5).id(1).ttl(63));
        scene.sees("vmbr0", 25, tcp(OUTSIDE).syn(5).id(1).ttl(63));
        scene.sees("enp1s0", 30, tcp(OUTSIDE).syn(5).id(1).ttl(63));

        assertCrossings("- > enp1s0", "- > -", Roles.BY_NAME);
    }

    @Test
    void whatStaysOnTheBridgeCrossesNoNic() throws InterruptedException {
        scene.sees("docker0", 0, ping("172.17.0.2:7 > 172.17.0.3:7").sequence(1, 0));
        scene.sees("docker0", 9, pong("172.17.0.3:7 > 172.17.0.2:7").sequence(1, 0));

        assertCrossings("- > -", "- > -", Roles.BY_NAME);
    }

    @Test
    void aHostThatForwardsFromNicToNicIsEnteredAndLeft() throws InterruptedException {
        scene.sees("eth1", 0, tcp("10.1.1.5:40000 > 8.8.8.8:443").syn(5).id(1));
        scene.sees("eth0", 20, tcp(OUTSIDE).syn(5).id(1).ttl(63));
        scene.sees("eth0", 900, tcp(TO_OUTSIDE).synAck(9, 6).ttl(50));
        scene.sees("eth1", 920, tcp("8.8.8.8:443 > 10.1.1.5:40000").synAck(9, 6).ttl(49));

        assertCrossings("eth1 > eth0", "eth0 > eth1", Roles.BY_NAME);
    }

    @Test
    void atANicAloneTheTimeToLiveTellsWhichEndIsTheHost() throws InterruptedException {
        scene.sees("eth0", 0, tcp("203.0.113.9:50000 > 10.1.0.8:22").syn(5).ttl(57));
        scene.sees("eth0", 30, tcp("10.1.0.8:22 > 203.0.113.9:50000").synAck(9, 6));

        assertCrossings("eth0 > -", "- > eth0", Roles.BY_NAME);
    }

    @Test
    void atANicAloneTwoFreshTimesToLiveTellNothing() throws InterruptedException {
        scene.sees("eth0", 0, tcp("10.1.0.9:50000 > 10.1.0.8:22").syn(5));
        scene.sees("eth0", 30, tcp("10.1.0.8:22 > 10.1.0.9:50000").synAck(9, 6));

        assertCrossings("- > -", "- > -", Roles.BY_NAME);
    }

    @Test
    void namesThatTellNothingAreNoNicsUntilSomebodySaysSo() throws InterruptedException {
        scene.sees("inner", 0, tcp(INSIDE).syn(5).id(1));
        scene.sees("outer", 20, tcp(OUTSIDE).syn(5).id(1).ttl(63));

        assertCrossings("- > outer", "- > -", new Roles(Map.of("outer", Role.NIC)));
    }

    /** Each crossing as "ingress > egress". */
    private void assertCrossings(String original, String reply, Roles roles) throws InterruptedException {
        TranslatedFlow translated = new Translator(roles).translate(scene.onlyFlow());
        assertEquals(original, text(translated.original()));
        assertEquals(reply, text(translated.reply()));
    }

    private static String text(Crossing crossing) {
        return name(crossing.ingress()) + " > " + name(crossing.egress());
    }

    private static String name(@Nullable CapturePoint point) {
        return point == null ? "-" : point.name();
    }
}
