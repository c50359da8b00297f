package io.natlens.cli;

import io.natlens.file.PcapWriter;
import io.natlens.frame.CapturePoint;
import io.natlens.frame.CapturePoints;
import io.natlens.frame.Frame;
import io.natlens.frame.LinkType;
import io.natlens.wire.IpAddress;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/** The handshakes of two connections from a client of IPv6 to a server of IPv4, at both sides of a NAT64 (RFC 6146). */
final class Nat64Capture {
    private static final IpAddress CLIENT = IpAddress.parse("2001:db8::2");
    private static final IpAddress SERVER = IpAddress.parse("64:ff9b::c633:6407");
    private static final IpAddress NAT = IpAddress.parse("192.0.2.1");
    private static final IpAddress SERVER_IPV4 = IpAddress.parse("198.51.100.7");
    private static final long START = 1_795_209_908_000_000_000L;
    private static final long DELAY = 30_000;

    private final CapturePoint point;
    private final PcapWriter to;
    private final Frame frame = new Frame();

    private Nat64Capture(CapturePoint point, PcapWriter to) {
        this.point = point;
        this.to = to;
    }

    /** Writes docker0.pcap and eth0.pcap into a folder. */
    static void write(Path folder) throws IOException {
        write(folder, "docker0", 0, CLIENT, 40001, SERVER);
        write(folder, "eth0", DELAY, NAT, 1025, SERVER_IPV4);
    }

    private static void write(Path folder, String name, long delay, IpAddress client, int firstPort, IpAddress server)
            throws IOException {
        Path file = folder.resolve(name + ".pcap");
        FileChannel channel = FileChannel.open(file, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
        try (PcapWriter to = new PcapWriter(file.toString(), channel, LinkType.EN10MB, Integer.MAX_VALUE, true)) {
            Nat64Capture capture = new Nat64Capture(new CapturePoints().named(name, LinkType.EN10MB, 0, ""), to);
            for (int connection = 0; connection < 2; connection++) {
                long time = START + connection * 1_000_000_000L + delay;
                capture.handshake(time, client, firstPort + connection, server, 0x5eed0000 << connection);
            }
        }
    }

    private void handshake(long time, IpAddress client, int port, IpAddress server, int isn) throws IOException {
        int answer = ~isn;
        write(time, TcpFrame.of(client, port, server, 443, TcpFrame.SYN, isn, 0));
        write(time + 1_000_000, TcpFrame.of(server, 443, client, port, TcpFrame.SYN | TcpFrame.ACK, answer, isn + 1));
        write(time + 2_000_000, TcpFrame.of(client, port, server, 443, TcpFrame.ACK, isn + 1, answer + 1));
    }

    private void write(long time, ByteBuffer packet) throws IOException {
        to.write(frame.set(point, 1, time, packet, 0, packet.limit(), packet.limit()));
    }
}
