package io.natlens.explain;

import static io.natlens.leg.Packet.ping;
import static io.natlens.leg.Packet.tcp;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.natlens.correlate.Flow;
import io.natlens.correlate.Scene;
import io.natlens.host.Roles;
import io.natlens.translate.Translator;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What is said of a flow is what the captures show. */
class ExplainerTest {
    private final Scene scene = new Scene();

    @Test
    void aMasqueradedConnectionIsToldFromTheBridgeToTheNic() throws InterruptedException {
        scene.sees("docker0", 0, tcp("172.17.0.2:40000 > 8.8.8.8:443").syn(5).id(1));
        scene.sees("eth0", 20, tcp("10.1.0.8:40000 > 8.8.8.8:443").syn(5).id(1).ttl(63));
        scene.sees("eth0", 900, tcp("8.8.8.8:443 > 10.1.0.8:40000").synAck(9, 6).ttl(50));
        scene.sees(
                "docker0",
                920,
                tcp("8.8.8.8:443 > 172.17.0.2:40000").synAck(9, 6).ttl(49));

        assertEquals(
                List.of(
                        "Between docker0 and eth0 the source 172.17.0.2:40000 became 10.1.0.8:40000 (SNAT).",
                        "The original direction left by eth0.",
                        "The reply came in by eth0."),
                verdicts().get(0).explanation());
    }

    @Test
    void aHairpinIsToldPlaceByPlace() throws InterruptedException {
        scene.sees("c1", 0, tcp("172.17.0.2:40000 > 10.1.0.8:8000").syn(5).id(9));
        scene.sees("docker0", 5, tcp("172.17.0.2:40000 > 172.17.0.3:80").syn(5).id(9));
        scene.sees(
                "web", 9, tcp("172.17.0.1:40000 > 172.17.0.3:80").syn(5).id(9).ttl(63));

        assertEquals(
                List.of(
                        "Between c1 and docker0 the destination 10.1.0.8:8000 became 172.17.0.3:80 (DNAT).",
                        "Between docker0 and web the source 172.17.0.2:40000 became 172.17.0.1:40000 (SNAT)."),
                verdicts().get(0).explanation());
    }

    @Test
    void whatCrossedNoNicIsSaidToHaveCrossedNone() throws InterruptedException {
        scene.sees("docker0", 0, ping("172.17.0.2:7 > 10.1.0.8:7").sequence(1, 0));
        scene.sees("eth0", 5, tcp("203.0.113.9:50000 > 10.1.0.8:22").syn(5).ttl(57));
        scene.sees("eth1", 6, tcp("203.0.113.9:50001 > 10.1.1.4:22").syn(7).ttl(57));

        assertEquals(
                List.of("No packet of it was seen on eth0 or eth1."),
                verdicts().get(0).explanation());
    }

    @Test
    void withoutNicsNothingIsSaidOfThem() throws InterruptedException {
        scene.sees("docker0", 0, ping("172.17.0.2:7 > 10.1.0.8:7").sequence(1, 0));

        assertEquals(List.of(), verdicts().get(0).explanation());
    }

    @Test
    void flowsAreNumberedFromOne() throws InterruptedException {
        scene.sees("docker0", 0, ping("172.17.0.2:7 > 10.1.0.8:7").sequence(1, 0));
        scene.sees("docker0", 5, ping("172.17.0.2:8 > 10.1.0.8:8").sequence(1, 0));

        assertEquals(List.of(1L, 2L), verdicts().stream().map(Verdict::id).toList());
    }

    private List<Verdict> verdicts() throws InterruptedException {
        List<Flow> flows = scene.flows();
        Explainer explainer = new Explainer(scene.points(), Roles.BY_NAME);
        Translator translator = new Translator(Roles.BY_NAME);
        List<Verdict> verdicts = new ArrayList<>();
        flows.forEach(flow -> verdicts.add(explainer.explain(translator.translate(flow))));
        return verdicts;
    }
}
