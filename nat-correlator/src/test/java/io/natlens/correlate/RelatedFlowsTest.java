package io.natlens.correlate;

import static io.natlens.leg.Packet.tcp;
import static io.natlens.leg.Packet.udp;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.natlens.correlate.RelatedFlow.Kind;
import io.natlens.correlate.RelatedFlow.Side;
import io.natlens.leg.Packet;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class RelatedFlowsTest {
    private static final String CLIENT = "10.1.0.77:50000 > 10.1.0.8:8000";
    private static final String SERVER = "172.17.0.1:40000 > 172.17.0.2:80";

    private record Seen(String point, long micros, Packet packet) {}

    private final Scene scene = new Scene();
    private final List<Seen> seen = new ArrayList<>();
    private int isn = 1000;
    private String request = "GET / HTTP/1.0\r\n\r\n";

    @Test
    void aProxysTwoConnectionsNameEachOther() throws InterruptedException {
        connection("eth0", CLIENT, 0, 100, 400);
        connection("docker0", SERVER, 50, 150, 350);

        List<Flow> flows = flows();

        assertEquals(
                List.of(new RelatedFlow(Kind.PROXIED, Side.SERVER, 2)),
                flow(flows, CLIENT).related());
        assertEquals(
                List.of(new RelatedFlow(Kind.PROXIED, Side.CLIENT, 1)),
                flow(flows, SERVER).related());
        assertEquals(1, flow(flows, CLIENT).id());
        assertEquals(2, flow(flows, SERVER).id());
    }

    @Test
    void theSegmentsNeedNotBeTheSame() throws InterruptedException {
        request = "GET /" + "x".repeat(700) + " HTTP/1.0\r\n\r\n";
        connection("eth0", CLIENT, 0, 100, 400);
        String whole = request;
        request = whole.substring(0, 300);
        int first = connection("docker0", SERVER, 50, 150, 350);
        see("docker0", 200, data(SERVER, first + 301, whole.substring(300)));

        assertEquals(1, flow(flows(), CLIENT).related().size());
    }

    @Test
    void otherBytesAreNoProxys() throws InterruptedException {
        connection("eth0", CLIENT, 0, 100, 400);
        request = "GET / HTTP/1.1\r\n\r\n";
        connection("docker0", SERVER, 50, 150, 350);

        assertNothingRelated();
    }

    @Test
    void whatIsNotNestedInTimeIsNoProxys() throws InterruptedException {
        connection("eth0", CLIENT, 0, 100, 300);
        connection("docker0", SERVER, 50, 150, 350);

        assertNothingRelated();
    }

    @Test
    void ofThreeAlikeNothingIsSaid() throws InterruptedException {
        connection("eth0", CLIENT, 0, 100, 400);
        connection("docker0", SERVER, 50, 150, 350);
        connection("docker0", "172.17.0.1:40001 > 172.17.0.3:80", 60, 160, 340);

        assertNothingRelated();
    }

    @Test
    void healthChecksOneAfterTheOtherAreToldApart() throws InterruptedException {
        for (int check = 0; check < 5; check++) {
            long start = check * 10_000_000L;
            connection("eth0", "10.1.0.77:" + (50_000 + check) + " > 10.1.0.8:8000", start, start + 100, start + 400);
            connection(
                    "docker0",
                    "172.17.0.1:" + (40_000 + check) + " > 172.17.0.2:80",
                    start + 50,
                    start + 150,
                    start + 350);
        }

        List<Flow> flows = flows();

        assertEquals(10, flows.size());
        for (Flow flow : flows) {
            RelatedFlow other = flow.related().get(0);
            int port = flow.first().sourcePort();
            int itsPort = port >= 50_000 ? port - 10_000 : port + 10_000;
            assertEquals(itsPort, byId(flows, other.id()).first().sourcePort());
        }
    }

    @Test
    void aCrowdOfConnectionsAlikeIsNotGuessedAt() throws InterruptedException {
        for (int i = 0; i < 500; i++) {
            connection("eth0", "10.1.0.77:" + (50_000 + i) + " > 10.1.0.8:8000", i, 1100 + i, 9900 - i);
            connection("docker0", "172.17.0.1:" + (40_000 + i) + " > 172.17.0.2:80", 1000 + i, 2200 + i, 8900 - i);
        }

        assertNothingRelated();
    }

    @Test
    void twoServersBehindARouterAreNoProxy() throws InterruptedException {
        ttl = 63;
        connection("eth0", CLIENT, 0, 100, 400);
        ttl = 64;
        connection("docker0", SERVER, 50, 150, 350);

        assertNothingRelated();
    }

    @Test
    void twoClientsOfOneServerAreNoProxy() throws InterruptedException {
        connection("eth0", CLIENT, 0, 100, 400);
        connection("docker0", "172.17.0.3:40000 > 10.1.0.8:8000", 50, 150, 350);

        assertNothingRelated();
    }

    @Test
    void aTunnelsFlowAndTheFlowWithinNameEachOther() throws InterruptedException {
        see(
                "eth0",
                0,
                Packet.vxlan(
                        "192.0.2.1:50000 > 192.0.2.2:4789",
                        tcp("10.0.1.5:40000 > 10.0.1.6:80").syn(5)));
        see(
                "eth0",
                9,
                Packet.vxlan(
                        "192.0.2.2:50001 > 192.0.2.1:4789",
                        tcp("10.0.1.6:80 > 10.0.1.5:40000").synAck(9, 6)));

        List<Flow> flows = flows();

        Flow inner = flow(flows, "10.0.1.5:40000 > 10.0.1.6:80");
        Flow there = flow(flows, "192.0.2.1:50000 > 192.0.2.2:4789");
        Flow back = flow(flows, "192.0.2.2:50001 > 192.0.2.1:4789");
        assertEquals(List.of(tunnel(Side.OUTER, there), tunnel(Side.OUTER, back)), inner.related());
        assertEquals(List.of(tunnel(Side.INNER, inner)), there.related());
        assertEquals(List.of(tunnel(Side.INNER, inner)), back.related());
    }

    @Test
    void whatATunnelThatLivesOnCarriedNamesIt() throws InterruptedException {
        for (int i = 0; i < 100; i++) {
            Packet inner = udp("10.0.1.5:" + (1000 + i) + " > 10.0.1.6:53").payload("question");
            see("eth0", i * 20_000_000L, Packet.tunnelled("192.0.2.1:0 > 192.0.2.2:0", inner));
        }

        List<Flow> flows = flows();

        assertEquals(101, flows.size());
        Flow outer = flow(flows, "192.0.2.1:0 > 192.0.2.2:0");
        assertEquals(16, outer.related().size(), "as many as are named");
        for (RelatedFlow inner : outer.related()) {
            assertEquals(
                    List.of(tunnel(Side.OUTER, outer)), byId(flows, inner.id()).related());
        }
        assertEquals(101, flows.stream().mapToLong(Flow::id).distinct().count());
    }

    private static RelatedFlow tunnel(Side side, Flow flow) {
        return new RelatedFlow(Kind.TUNNEL, side, flow.id());
    }

    private int ttl = 64;

    /** A whole connection with the request and an answer, each seen at a time. Returns the client's first number. */
    private int connection(String point, String tuple, long start, long requestAt, long answerAt) {
        String back = reverse(tuple);
        int client = isn += 10_000;
        int server = isn += 10_000;
        int asked = client + 1 + request.length();
        see(point, start, tcp(tuple).syn(client));
        see(point, start + 1, tcp(back).synAck(server, client + 1).ttl(ttl));
        see(point, requestAt, data(tuple, client + 1, request));
        see(point, answerAt, data(back, server + 1, "HTTP/1.0 200 OK\r\n\r\n").ttl(ttl));
        see(
                point,
                10_000 + answerAt,
                tcp(back).flags(0x11).sequence(server + 20, asked).ttl(ttl));
        see(point, 10_001 + answerAt, tcp(tuple).flags(0x11).sequence(asked, server + 21));
        return client;
    }

    private static Packet data(String tuple, int sequence, String text) {
        return tcp(tuple).flags(0x18).sequence(sequence, 1).payload(text);
    }

    private static String reverse(String tuple) {
        String[] ends = tuple.split(" > ", -1);
        return ends[1] + " > " + ends[0];
    }

    private void see(String point, long micros, Packet packet) {
        seen.add(new Seen(point, micros, packet));
    }

    private List<Flow> flows() throws InterruptedException {
        seen.sort(Comparator.comparingLong(Seen::micros));
        seen.forEach(one -> scene.sees(one.point(), one.micros(), one.packet()));
        return scene.flows();
    }

    private void assertNothingRelated() throws InterruptedException {
        List<Flow> flows = flows();
        Stream<Flow> related = flows.stream().filter(flow -> !flow.related().isEmpty());
        assertEquals(List.of(), related.map(Scene::forms).toList());
        assertTrue(flows.size() > 1);
    }

    private static Flow flow(List<Flow> flows, String tuple) {
        return flows.stream()
                .filter(flow -> Scene.text(flow.first()).equals(tuple))
                .findAny()
                .orElseThrow();
    }

    private static Flow byId(List<Flow> flows, long id) {
        return flows.stream().filter(flow -> flow.id() == id).findAny().orElseThrow();
    }
}
