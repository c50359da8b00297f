package io.natlens.report;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.natlens.explain.Verdict;
import io.natlens.frame.CapturePoint;
import io.natlens.leg.FiveTuple;
import io.natlens.leg.PointSeries;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Sets of records, by the lengths that their templates give them (RFC 7011 section 3.3). */
final class IpfixReportTest {
    private static final FiveTuple IPV4 = Flows.tuple(Flows.TCP, "172.17.0.2", 43210, "198.51.100.7", 443);
    private static final FiveTuple OTHER_IPV4 = Flows.tuple(Flows.TCP, "192.0.2.1", 1024, "198.51.100.7", 443);
    private static final FiveTuple IPV6 = Flows.tuple(Flows.TCP, "2001:db8::2", 43210, "64:ff9b::c633:6407", 443);
    private static final FiveTuple OTHER_IPV6 = Flows.tuple(Flows.TCP, "2001:db8:1::9", 1024, "2001:db8:7::7", 443);

    private final Flows flows = new Flows();
    private final CapturePoint inner = flows.point("docker0");
    private final CapturePoint outer = flows.point("eth0");

    @Test
    void aRecordIsAsLongAsTheTemplateOfItsFamiliesSays(@TempDir Path folder) throws IOException {
        assertEquals(List.of("256: 92 bytes, natEvent 4"), records(folder, IPV4, OTHER_IPV4));
        assertEquals(List.of("257: 140 bytes, natEvent 0"), records(folder, IPV6, OTHER_IPV6));
        assertEquals(List.of("259: 116 bytes, natEvent 6"), records(folder, IPV6, OTHER_IPV4));
        assertEquals(List.of("260: 116 bytes, natEvent 6"), records(folder, IPV4, OTHER_IPV6));
    }

    private List<String> records(Path folder, FiveTuple first, FiveTuple last) throws IOException {
        Path file = folder.resolve("flows.ipfix");
        Verdict verdict = flows.translated(inner, first, outer, last);
        try (ReportWriter report = new IpfixReport(new IpfixDestination.File(file), flows.points)) {
            report.add(verdict);
            report.finish(new Summary(flows.summaries(), 0, 0, new PointSeries()));
        }
        List<String> records = new ArrayList<>();
        ByteBuffer message = ByteBuffer.wrap(Files.readAllBytes(file));
        int length;
        for (int set = IpfixReport.HEADER_LENGTH; set < message.limit(); set += length) {
            length = message.getShort(set + 2);
            int id = message.getShort(set);
            if (id >= 256 && id != IpfixTemplate.INTERFACE.id()) {
                records.add(id + ": " + (length - 4) + " bytes, natEvent " + message.get(set + length - 3));
            }
        }
        return records;
    }
}
