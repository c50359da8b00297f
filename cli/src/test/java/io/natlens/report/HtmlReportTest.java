package io.natlens.report;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.natlens.correlate.PointSummary;
import io.natlens.explain.Verdict;
import io.natlens.host.Roles;
import io.natlens.leg.PointSeries;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.List;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.Test;

final class HtmlReportTest {
    private static final String HOSTILE = "</script><script>alert(1)</script>";

    private final String page;

    HtmlReportTest() throws IOException {
        page = page(new Flows());
    }

    private static String page(Flows flows) throws IOException {
        return page(flows, 0);
    }

    /** @param leftOut of how many points, from the first on, nothing is summed up */
    private static String page(Flows flows, int leftOut) throws IOException {
        Verdict verdict = flows.translated(
                flows.point(HOSTILE),
                Flows.tuple(Flows.TCP, "172.17.0.2", 43210, "203.0.113.150", 443),
                flows.point("eth0"),
                Flows.tuple(Flows.TCP, "10.1.0.8", 1024, "203.0.113.150", 443));
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        ReportContext context = new ReportContext(flows.points, Roles.BY_NAME, false);
        try (HtmlReport report = new HtmlReport(out, context, null, null)) {
            report.add(verdict);
            List<PointSummary> summaries = flows.summaries();
            report.finish(new Summary(summaries.subList(leftOut, summaries.size()), 0, 0, new PointSeries()));
        }
        return out.toString(StandardCharsets.UTF_8);
    }

    private String between(String start, String end) {
        return between(page, start, end);
    }

    private static String between(String page, String start, String end) {
        int from = page.indexOf(start);
        assertTrue(from >= 0, start);
        return page.substring(from + start.length(), page.indexOf(end, from + start.length()));
    }

    private String data(String id) throws IOException {
        return data(page, id);
    }

    private static String data(String page, String id) throws IOException {
        byte[] packed = Base64.getDecoder().decode(between(page, "id=\"" + id + "\">", "</script>"));
        return new String(new GZIPInputStream(new ByteArrayInputStream(packed)).readAllBytes(), StandardCharsets.UTF_8);
    }

    @Test
    void namesAreDataAndNeverMarkup() throws IOException {
        assertFalse(page.contains(HOSTILE));
        assertTrue(data("summary-0").contains(HOSTILE));
    }

    @Test
    void aRowHasBothFormsThePathsAndTheNics() throws IOException {
        assertEquals(
                "[[1,\"tcp\",\"172.17.0.2\",43210,\"203.0.113.150\",443,\"10.1.0.8\",1024,\"\",443,1,\"0,1|1,0|,1|1,\","
                        + "4,392,4,392,0,3009051234,51234,\"closed\",[\"port-remapped\"],1.0]]",
                data("rows-0"));
    }

    @Test
    void pointsAreToldByTheNumbersThatRowsNameThemBy() throws IOException {
        Flows flows = new Flows();
        flows.point("any");
        String left = page(flows, 1);

        assertTrue(data(left, "rows-0").contains("\"1,2|2,1|,2|2,\""), data(left, "rows-0"));
        assertTrue(data(left, "summary-0").contains("\"points\":[{\"number\":1,"), data(left, "summary-0"));
        assertTrue(data(left, "summary-0").contains("{\"number\":2,\"name\":\"eth0\""), data(left, "summary-0"));
    }

    @Test
    void thePolicyLetsThePagesOwnScriptRunAndNothingElse() throws NoSuchAlgorithmException {
        String script = between("<script>", "</script>");
        MessageDigest sha256 = MessageDigest.getInstance("SHA-256");
        String digest = Base64.getEncoder().encodeToString(sha256.digest(script.getBytes(StandardCharsets.UTF_8)));

        assertEquals(
                "default-src 'none'; style-src 'unsafe-inline'; script-src 'sha256-" + digest + "'",
                between("Content-Security-Policy\" content=\"", "\""));
    }

    @Test
    void theSameFlowsGiveTheSamePage() throws IOException {
        assertEquals(page, page(new Flows()));
    }
}
