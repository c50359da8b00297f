package io.natlens.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.natlens.file.PcapWriter;
import io.natlens.frame.CapturePoint;
import io.natlens.frame.CapturePoints;
import io.natlens.frame.Frame;
import io.natlens.frame.LinkType;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What packets carry is text in the page, whatever it says: a name that is asked for by DNS, and a payload. */
final class HostilePacketsIT {
    private static final List<String> HOSTILE = List.of(
            "<script>document.title='run'</script>",
            "\"><img src=x onerror=alert(1)>",
            "\u202Egnp.exe\u2028'\u0000</script>");
    private static final int ADDRESS = 0xac110002;
    private static final int SERVER = 0x08080808;
    private static final long TIME = 1_795_209_908_000_000_000L;

    @Test
    void namesAndPayloadDoNotRunAndKeepTheLayout(@TempDir Path folder) throws IOException, InterruptedException {
        Tool.require("chromium");
        Path capture = folder.resolve("docker0.pcap");
        write(capture, List.of(question(), payload()));
        Path page = folder.resolve("report.html");
        assertEquals(new Run(0, "", ""), Run.of("report", "--payload", "-o", page.toString(), capture.toString()));

        try (Browser browser = new Browser(Files.createDirectory(folder.resolve("profile")))) {
            for (int flow = 1; flow <= 2; flow++) {
                browser.size(flow == 1 ? 1280 : 400, 900);
                browser.open(page, "#flow=" + flow);
                browser.evaluate("document.querySelectorAll('.frame').forEach(frame => frame.open = true)");
                browser.await("document.querySelectorAll('.tree').length === 1");
                assertHarmless(browser);
                assertTrue(dump(browser).contains(HOSTILE.get(0)), dump(browser));
            }
            assertEquals(List.of(), browser.complaints());
        }
    }

    private static void assertHarmless(Browser browser) throws InterruptedException {
        assertEquals("natlens report", browser.evaluate("document.title").asText());
        assertEquals(
                0,
                browser.evaluate("document.querySelectorAll('img, main script').length")
                        .asInt());
        assertFalse(browser.text("main:not([hidden])").contains("\u202E"));
        assertTrue(browser.evaluate("document.documentElement.scrollWidth <= innerWidth")
                .asBoolean());
    }

    /** The packet's bytes as characters, as the page shows them beside the hexadecimal ones. */
    private static String dump(Browser browser) throws InterruptedException {
        return browser.evaluate(
                        "Array.from(document.querySelectorAll('.hex .text'), line => line.textContent).join('')")
                .asText();
    }

    private static void write(Path file, List<ByteBuffer> packets) throws IOException {
        CapturePoint point = new CapturePoints().named("docker0", LinkType.EN10MB, 0, "");
        FileChannel channel = FileChannel.open(file, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
        try (PcapWriter writer = new PcapWriter(file.toString(), channel, LinkType.EN10MB, Integer.MAX_VALUE, true)) {
            for (int i = 0; i < packets.size(); i++) {
                ByteBuffer bytes = packets.get(i);
                writer.write(
                        new Frame().set(point, i + 1, TIME + i * 1_000_000L, bytes, 0, bytes.limit(), bytes.limit()));
            }
        }
    }

    /** A question for a name that has a label for each of the texts (RFC 1035 section 4.1). */
    private static ByteBuffer question() {
        ByteArrayOutputStream dns = new ByteArrayOutputStream();
        dns.writeBytes(new byte[] {7, 7, 1, 0, 0, 1, 0, 0, 0, 0, 0, 0});
        for (String text : HOSTILE) {
            byte[] label = text.getBytes(StandardCharsets.UTF_8);
            dns.write(label.length);
            dns.writeBytes(label);
        }
        dns.writeBytes(new byte[] {0, 0, 1, 0, 1});
        return UdpFrame.of(ADDRESS, 5000, SERVER, 53, 1, 64, dns.toByteArray());
    }

    private static ByteBuffer payload() {
        byte[] text = String.join("", HOSTILE).repeat(12).getBytes(StandardCharsets.UTF_8);
        return UdpFrame.of(ADDRESS, 5001, SERVER, 9000, 2, 64, text);
    }
}
