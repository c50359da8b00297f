package io.natlens.cli;

import io.natlens.file.PcapWriter;
import io.natlens.frame.CapturePoint;
import io.natlens.frame.CapturePoints;
import io.natlens.frame.Frame;
import io.natlens.frame.LinkType;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/**
 * Captures of docker0 and eth0 with any number of flows: questions by UDP of two hundred containers, each with another source
 * port behind NAT, a millisecond apart; every ninth is not answered.
 */
final class ManyFlows {
    private static final int HOST = 0x0a010008;
    private static final long START = 1_795_209_908_000_000_000L;

    private final CapturePoints points = new CapturePoints();
    private final CapturePoint docker0 = points.named("docker0", LinkType.EN10MB, 0, "");
    private final CapturePoint eth0 = points.named("eth0", LinkType.EN10MB, 0, "");
    private final Frame frame = new Frame();
    private final PcapWriter inside;
    private final PcapWriter outside;

    private ManyFlows(PcapWriter inside, PcapWriter outside) {
        this.inside = inside;
        this.outside = outside;
    }

    /** Writes docker0.pcap and eth0.pcap into a folder. */
    static void write(Path folder, int flows) throws IOException {
        try (PcapWriter inside = writer(folder.resolve("docker0.pcap"));
                PcapWriter outside = writer(folder.resolve("eth0.pcap"))) {
            ManyFlows many = new ManyFlows(inside, outside);
            for (int flow = 0; flow < flows; flow++) {
                many.write(flow);
            }
        }
    }

    private static PcapWriter writer(Path file) throws IOException {
        FileChannel channel = FileChannel.open(file, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
        return new PcapWriter(file.toString(), channel, LinkType.EN10MB, Integer.MAX_VALUE, true);
    }

    private void write(int flow) throws IOException {
        long time = START + flow * 1_000_000L;
        int container = 0xac110000 | ((flow % 200 / 100) << 8) | (2 + flow % 100);
        int server = 0xc6330000 | ((flow / 250 % 250) << 8) | (1 + flow % 250);
        int port = 1024 + flow * 7 % 60_000;
        int outer = 1024 + flow % 60_000;
        int service = flow % 2 == 0 ? 53 : 443;
        int id = 1 + flow % 65_000;
        write(inside, docker0, time, UdpFrame.of(container, port, server, service, id, 64, payload(flow)));
        write(outside, eth0, time + 40_000, UdpFrame.of(HOST, outer, server, service, id, 63, payload(flow)));
        if (flow % 9 != 0) {
            int answer = 1 + (id + 6) % 65_000;
            write(outside, eth0, time + 900_000, UdpFrame.of(server, service, HOST, outer, answer, 57, payload(~flow)));
            write(
                    inside,
                    docker0,
                    time + 911_000,
                    UdpFrame.of(server, service, container, port, answer, 56, payload(~flow)));
        }
    }

    private static byte[] payload(int what) {
        return ByteBuffer.allocate(3 * Long.BYTES)
                .putLong(what)
                .putLong(what)
                .putLong(what)
                .array();
    }

    private void write(PcapWriter to, CapturePoint point, long time, ByteBuffer packet) throws IOException {
        to.write(frame.set(point, 1, time, packet, 0, packet.limit(), packet.limit()));
    }
}
