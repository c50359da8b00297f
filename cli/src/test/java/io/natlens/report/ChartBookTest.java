package io.natlens.report;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.natlens.frame.CapturePoint;
import io.natlens.leg.PointSeries;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import javax.imageio.ImageIO;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.w3c.dom.Document;
import org.xml.sax.SAXException;

final class ChartBookTest {
    private static final String HOSTILE = "<b>&\"'\u0001\u202E</svg>";

    private final Path folder;

    ChartBookTest(@TempDir Path folder) {
        this.folder = folder;
    }

    private static String page(@Nullable Path files, ChartFormat format) throws IOException {
        Flows flows = new Flows();
        return page(flows, flows.point(HOSTILE), flows.point("eth0"), files, format);
    }

    private static String page(Flows flows, CapturePoint inner, CapturePoint outer) throws IOException {
        return page(flows, inner, outer, null, ChartFormat.SVG);
    }

    private static String page(
            Flows flows, CapturePoint inner, CapturePoint outer, @Nullable Path files, ChartFormat format)
            throws IOException {
        PointSeries traffic = new PointSeries();
        ChartBook charts = new ChartBook(() -> traffic, () -> traffic, files, format);
        charts.add(flows.translated(
                inner,
                Flows.tuple(Flows.TCP, "172.17.0.2", 43210, "203.0.113.150", 443),
                outer,
                Flows.tuple(Flows.TCP, "10.1.0.8", 1024, "203.0.113.150", 443)));
        traffic.add(inner.number(), 0, 100);
        traffic.add(outer.number(), 5_000_000, 100);
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        charts.finish(new Summary(flows.summaries(), 0, 0, new PointSeries()), flows.points, out);
        return out.toString(StandardCharsets.UTF_8);
    }

    @ParameterizedTest
    @ValueSource(strings = {"throughput", "egress-bytes", "delay", "translations", "trouble-over-time"})
    void eachChartIsAFileOfItsOwn(String name) throws IOException, ParserConfigurationException, SAXException {
        page(folder, ChartFormat.SVG);
        page(folder, ChartFormat.PNG);

        Document svg = DocumentBuilderFactory.newInstance()
                .newDocumentBuilder()
                .parse(folder.resolve(name + ".svg").toFile());
        assertEquals("svg", svg.getDocumentElement().getTagName());
        assertNotNull(ImageIO.read(folder.resolve(name + ".png").toFile()));
    }

    @Test
    void namesAreTextInTheDrawing() throws IOException {
        String page = page(null, ChartFormat.SVG);

        assertFalse(page.contains("<b>"));
        assertFalse(page.contains("\u202E"));
        assertTrue(page.contains("&lt;b&gt;"), page);
    }

    @Test
    void pointsWithLongNamesAreToldApart() throws IOException {
        Flows flows = new Flows();
        String path = "cluster-production-frankfurt-node-0001/";
        String unreadable = "a-name-whose-middle-nobody-reads-%s-and-that-is-much-too-long";

        String page = page(flows, flows.point(path + "eth0"), flows.point(path + "eth1"));
        assertTrue(page.contains("/eth0<") && page.contains("/eth1<"), page);
        String alike = page(
                flows, flows.point(String.format(unreadable, "one")), flows.point(String.format(unreadable, "two")));
        assertTrue(alike.contains("-too-long<") && alike.contains("-too-long (2)<"), alike);
    }

    @Test
    void theSameFlowsGiveTheSameCharts() throws IOException {
        assertEquals(page(null, ChartFormat.SVG), page(null, ChartFormat.SVG));
        page(folder, ChartFormat.PNG);
        byte[] picture = Files.readAllBytes(folder.resolve("delay.png"));
        page(folder, ChartFormat.PNG);
        assertArrayEquals(picture, Files.readAllBytes(folder.resolve("delay.png")));
    }

    @Test
    void aFolderThatCannotBeMadeIsNamed() throws IOException {
        Path file = Files.createFile(folder.resolve("file"));

        IOException e = assertThrows(IOException.class, () -> page(file.resolve("charts"), ChartFormat.SVG));

        assertTrue(String.valueOf(e.getMessage()).startsWith(file.resolve("charts") + ": "), e.getMessage());
        IOException inTheWay = assertThrows(IOException.class, () -> page(file, ChartFormat.SVG));
        assertEquals(file + ": File exists", inTheWay.getMessage());
    }
}
