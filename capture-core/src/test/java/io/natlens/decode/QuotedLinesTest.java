package io.natlens.decode;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.natlens.frame.CapturePoints;
import io.natlens.frame.Frame;
import io.natlens.frame.LinkType;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.time.ZoneOffset;
import org.junit.jupiter.api.Test;

/**
 * Lines that people published who looked into Docker's networking with tcpdump: frames with these values print these
 * very lines.
 */
class QuotedLinesTest {
    private static final String ETH0 = "000d3a518288";
    private static final String ETH1 = "000d3a504cd3";
    private static final String GATEWAY = "123456789abc";
    private static final String NEIGHBOUR = "7483efa940a1";

    private static String print(String time, boolean link, String hex) {
        LineOptions options = new LineOptions(
                link ? LineOptions.Time.OF_DAY : LineOptions.Time.NONE,
                ZoneOffset.UTC,
                false,
                link,
                LineOptions.Dump.NONE,
                false,
                false,
                false);
        byte[] bytes = Frames.bytes(hex);
        Instant instant = Instant.parse("2018-10-01T" + time + "Z");
        long nanos = instant.getEpochSecond() * 1_000_000_000L + instant.getNano();
        LinkType type = link ? LinkType.EN10MB : LinkType.RAW;
        Frame frame = new Frame()
                .set(
                        new CapturePoints().named("x", type, 0, ""),
                        1,
                        nanos,
                        ByteBuffer.wrap(bytes),
                        0,
                        bytes.length,
                        bytes.length);
        StringBuilder out = new StringBuilder();
        new LinePrinter(options).print(frame, out);
        return out.toString();
    }

    private static String ipv4(int protocol, String source, String destination, String payload) {
        int length = 20 + Frames.bytes(payload).length;
        return "4500%04x00004000 40%02x0000".formatted(length, protocol) + source + destination + payload;
    }

    private static String echo(int type, int identifier, int sequence) {
        return "%02x000000%04x%04x".formatted(type, identifier, sequence) + "00".repeat(56);
    }

    private static void assertPing(String line, String from, String to, String packet) {
        assertEquals(line + "\n", print(line.substring(0, 15), true, to + from + "0800" + packet));
    }

    @Test
    void containerPingsTheInternetByEth0() {
        assertPing(
                "13:49:30.514417 00:0d:3a:51:82:88 > 12:34:56:78:9a:bc, ethertype IPv4 (0x0800), length 98: "
                        + "10.1.0.8 > 8.8.8.8: ICMP echo request, id 3072, seq 39, length 64",
                ETH0,
                GATEWAY,
                ipv4(1, "0a010008", "08080808", echo(8, 3072, 39)));
        assertPing(
                "13:49:30.516052 12:34:56:78:9a:bc > 00:0d:3a:51:82:88, ethertype IPv4 (0x0800), length 98: "
                        + "8.8.8.8 > 10.1.0.8: ICMP echo reply, id 3072, seq 39, length 64",
                GATEWAY,
                ETH0,
                ipv4(1, "08080808", "0a010008", echo(0, 3072, 39)));
    }

    @Test
    void containerPingsTheNeighbourByEth1() {
        assertPing(
                "08:55:15.581960 00:0d:3a:50:4c:d3 > 12:34:56:78:9a:bc, ethertype IPv4 (0x0800), length 98: "
                        + "10.1.1.4 > 10.1.1.5: ICMP echo request, id 40960, seq 42, length 64",
                ETH1,
                GATEWAY,
                ipv4(1, "0a010104", "0a010105", echo(8, 40960, 42)));
        assertPing(
                "08:55:15.582687 74:83:ef:a9:40:a1 > 00:0d:3a:50:4c:d3, ethertype IPv4 (0x0800), length 98: "
                        + "10.1.1.5 > 10.1.1.4: ICMP echo reply, id 40960, seq 42, length 64",
                NEIGHBOUR,
                ETH1,
                ipv4(1, "0a010105", "0a010104", echo(0, 40960, 42)));
    }

    private static void assertLine(String line, String packet) {
        assertEquals(line + "\n", print("00:00:00", false, packet));
    }

    private static String syn(String source, String destination, String destinationPort) {
        String options = "02040572 01 030306 0101 080a c88b6940 00000000 0402 0000";
        String header = "fc80" + destinationPort + "0d0a4710 00000000 b002ffff 00000000";
        return ipv4(6, source, destination, header + options);
    }

    @Test
    void clientOpensThePublishedPortBeforeAndBehindTheTranslation() {
        String options = "options [mss 1394,nop,wscale 6,nop,nop,TS val 3364579648 ecr 0,sackOK,eol], length 0";
        assertLine(
                "IP 203.0.113.150.64640 > 192.0.2.1.8000: Flags [S], seq 218777360, win 65535, " + options,
                syn("cb007196", "c0000201", "1f40"));
        assertLine(
                "IP 203.0.113.150.64640 > 172.17.0.4.80: Flags [S], seq 218777360, win 65535, " + options,
                syn("cb007196", "ac110004", "0050"));
    }

    @Test
    void serverAnswers() {
        String options = "020405b4 0402 080a 8f13c246 c88b6940 01 030306";
        assertLine(
                "IP 192.0.2.1.8000 > 203.0.113.150.64640: Flags [S.], seq 1645943187, ack 218777361, win 65160, "
                        + "options [mss 1460,sackOK,TS val 2400436806 ecr 3364579648,nop,wscale 6], length 0",
                ipv4(6, "c0000201", "cb007196", "1f40fc80 621b1993 0d0a4711 a012fe88 00000000" + options));
    }

    @Test
    void containersPingEachOther() {
        assertLine(
                "IP 172.17.0.2 > 172.17.0.3: ICMP echo request, id 12, seq 0, length 64",
                ipv4(1, "ac110002", "ac110003", echo(8, 12, 0)));
    }
}
