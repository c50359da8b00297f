package io.natlens.report;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.natlens.explain.Verdict;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Test;

final class TableReportTest {
    private static final int WIDTH = 100;

    private final Flows flows = new Flows();

    @Test
    void aTranslatedConnectionIsTwoLinesAndItsPath() throws IOException {
        Verdict verdict = flows.translated(
                flows.point("docker0"),
                Flows.tuple(Flows.TCP, "172.17.0.2", 43210, "203.0.113.150", 443),
                flows.point("eth0"),
                Flows.tuple(Flows.TCP, "10.1.0.8", 1024, "203.0.113.150", 443));

        assertEquals(
                """
                #1  tcp  172.17.0.2:43210 → 203.0.113.150:443                   2026-11-20 21:25:08.647125    3.01 s
                    SNAT to 10.1.0.8:1024, out by eth0
                    →  docker0  172.17.0.2:43210  → 203.0.113.150:443              4 pkts   392 B   ttl 64
                       eth0     10.1.0.8:1024     → 203.0.113.150:443              4 pkts   392 B   ttl 63  +51.2 µs
                    ←  eth0     203.0.113.150:443 → 10.1.0.8:1024                  4 pkts   392 B   ttl 57
                       docker0  203.0.113.150:443 → 172.17.0.2:43210               4 pkts   392 B   ttl 56  +51.2 µs
                    ! source port 43210 became 1024 on the way out

                docker0  bridge        8 pkts     784 B
                eth0     nic           8 pkts     784 B  1 flow out

                1 flow: 1 with SNAT
                """,
                flows.report(ReportFormat.TABLE, false, List.of(verdict)));
    }

    @Test
    void theLongestAddressesStayWithinTheWidth() throws IOException {
        String address = "2001:db8:1234:5678:9abc:def0:1234:%d";
        Verdict verdict = flows.translated(
                flows.point("br-8fe0215332a8"),
                Flows.tuple(Flows.TCP, address.formatted(5671), 43210, address.formatted(5672), 65535),
                flows.point("a-container-with-a-name-as-long-as-docker-allows-and-longer:eth0"),
                Flows.tuple(Flows.TCP, address.formatted(5673), 43211, address.formatted(5674), 65534));

        String report = flows.report(ReportFormat.TABLE, false, List.of(verdict));

        report.lines().forEach(line -> assertTrue(line.length() <= WIDTH, line));
        assertTrue(report.contains("SNAT to [2001:db8:1234:5678:9abc:def0:1234:5673]:43211,"), report);
        assertTrue(report.contains("→ [2001:db8:1234:5678:9abc:def0:1234:5674]:65534\n"), report);
    }

    @Test
    void longNamesKeepTheirInterfaces() throws IOException {
        String node = "cluster-production-frankfurt-node-0001/";
        Verdict verdict = flows.translated(
                flows.point(node + "docker0"),
                Flows.tuple(Flows.TCP, "172.17.0.2", 43210, "203.0.113.150", 443),
                flows.point(node + "eth0"),
                Flows.tuple(Flows.TCP, "10.1.0.8", 43210, "203.0.113.150", 443));

        String report = flows.report(ReportFormat.TABLE, false, List.of(verdict));

        assertTrue(report.contains("cluster-production-…rt-node-0001/docker0  "), report);
        assertTrue(report.contains("\ncluster-pro…0001/docker0  bridge"), report);
    }

    @Test
    void namesFromElsewhereCannotWriteToTheTerminal() throws IOException {
        Verdict verdict = flows.translated(
                flows.point("eth0\033[2J\n\u202e"),
                Flows.tuple(Flows.TCP, "172.17.0.2", 43210, "203.0.113.150", 443),
                flows.point("eth1"),
                Flows.tuple(Flows.TCP, "10.1.0.8", 43210, "203.0.113.150", 443));

        String report = flows.report(ReportFormat.TABLE, false, List.of(verdict));

        assertTrue(report.contains("eth0?[2J??"), report);
        assertFalse(report.contains("\033"), report);
        assertFalse(report.contains("\u202e"), report);
    }

    @Test
    void coloursChangeNothingButColours() throws IOException {
        Verdict verdict = flows.translated(
                flows.point("docker0"),
                Flows.tuple(Flows.TCP, "172.17.0.2", 43210, "203.0.113.150", 443),
                flows.point("eth0"),
                Flows.tuple(Flows.TCP, "10.1.0.8", 43210, "203.0.113.150", 443));

        String colored = flows.report(ReportFormat.TABLE, true, List.of(verdict));

        assertTrue(colored.contains("\033[1;33m10.1.0.8:43210\033[0m"), colored);
        assertEquals(
                flows.report(ReportFormat.TABLE, false, List.of(verdict)), colored.replaceAll("\033\\[[0-9;]*m", ""));
    }

    @Test
    void withoutAnyFlowThereAreTheCapturePoints() throws IOException {
        flows.point("docker0");

        assertEquals(
                """
                docker0  bridge        8 pkts     784 B

                0 flows
                ! no capture point is known to be a NIC, so no egress is told; --role NAME=nic names one
                """,
                flows.report(ReportFormat.TABLE, false, List.of()));
    }
}
