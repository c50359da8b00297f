package io.natlens.decode;

import io.natlens.decode.Observation.Kind;
import io.natlens.wire.EthernetHeader;
import io.natlens.wire.IpAddress;
import io.natlens.wire.IpProtocol;
import io.natlens.wire.Ipv4Header;
import io.natlens.wire.TcpHeader;
import io.natlens.wire.UdpHeader;
import io.natlens.wire.VxlanHeader;
import java.nio.ByteBuffer;

/**
 * Reads the frames that nearly all are: Ethernet without a tag, IPv4 without options and in one piece, TCP or UDP, all of
 * their headers captured.
 *
 * <p>Reads eight bytes at once where the headers' own classes read each field by itself, so that it takes half the time;
 * leaves to them whatever is otherwise.
 */
final class CommonFrame {
    private static final int IP = EthernetHeader.LENGTH;
    private static final int TRANSPORT = IP + Ipv4Header.MINIMUM_LENGTH;
    private static final int SHORTEST_TCP = TRANSPORT + TcpHeader.MINIMUM_LENGTH;
    private static final int SHORTEST_UDP = TRANSPORT + UdpHeader.LENGTH;

    /** EtherType IPv4, version 4, a header of five words. */
    private static final long IPV4_WITHOUT_OPTIONS = 0x0800_45;

    /** The flag and the offset that only fragments have. */
    private static final int FRAGMENT = 0x3fff;

    private final TransportDecoder transport;

    CommonFrame(TransportDecoder transport) {
        this.transport = transport;
    }

    /**
     * Fills the observation, which is clear.
     *
     * @param end where the captured bytes end
     * @return whether the frame is such a one; if not, the observation is still clear
     */
    boolean read(ByteBuffer bytes, int start, int end, Observation to) {
        if (end - start < SHORTEST_UDP) {
            return false;
        }
        // EtherType, version and header length, type of service, total length, identification
        long head = bytes.getLong(start + 12);
        // flags and fragment offset, time to live, protocol, checksum
        long middle = bytes.getLong(start + 20);
        int protocol = (int) (middle >>> 32) & 0xff;
        int ipLength = (int) (head >>> 16) & 0xffff;
        int limit = Math.min(start + IP + ipLength, end);
        if (head >>> 40 != IPV4_WITHOUT_OPTIONS
                || (middle >>> 48 & FRAGMENT) != 0
                || !isWhole(bytes, start, limit, protocol)) {
            return false;
        }
        long addresses = bytes.getLong(start + 26);
        to.kind = Kind.FLOW;
        to.ipVersion = 4;
        to.protocol = protocol;
        to.sourceLow = IpAddress.mapped((int) (addresses >>> 32));
        to.destinationLow = IpAddress.mapped((int) addresses);
        to.ipId = (int) head & 0xffff;
        to.ttl = (int) (middle >>> 40) & 0xff;
        to.ipLength = ipLength;
        transport(bytes, start + TRANSPORT, limit, ipLength - Ipv4Header.MINIMUM_LENGTH, to);
        return true;
    }

    /** Whether the transport's header is there, without its options; a tunnel's may have to be looked into. */
    private static boolean isWhole(ByteBuffer bytes, int start, int limit, int protocol) {
        if (protocol == IpProtocol.TCP) {
            return limit - start >= SHORTEST_TCP;
        }
        return protocol == IpProtocol.UDP
                && limit - start >= SHORTEST_UDP
                && !VxlanHeader.isPort(bytes.getShort(start + TRANSPORT + 2) & 0xffff);
    }

    private void transport(ByteBuffer bytes, int at, int limit, int length, Observation to) {
        long ports = bytes.getLong(at);
        to.sourcePort = (int) (ports >>> 48);
        to.destinationPort = (int) (ports >>> 32) & 0xffff;
        int headerLength = UdpHeader.LENGTH;
        if (to.protocol == IpProtocol.TCP) {
            // acknowledgement number, data offset, flags, window
            long rest = bytes.getLong(at + 8);
            to.tcpSequence = (int) ports;
            to.tcpAcknowledgement = (int) (rest >>> 32);
            to.tcpFlags = (int) (rest >>> 16) & 0xff;
            to.tcpWindow = (int) rest & 0xffff;
            headerLength = Math.max(TcpHeader.MINIMUM_LENGTH, (int) (rest >>> 26) & 0x3c);
            transport.timestamps(bytes, at, headerLength, limit, to);
        }
        transport.payload(bytes, at + headerLength, length - headerLength, limit, to);
    }
}
