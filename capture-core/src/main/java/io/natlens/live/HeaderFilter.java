package io.natlens.live;

import io.natlens.wire.IpAddress;
import java.io.Closeable;
import java.io.IOException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.ByteBuffer;
import org.pcap4j.core.BpfProgram;
import org.pcap4j.core.BpfProgram.BpfCompileMode;
import org.pcap4j.core.PcapHandle;
import org.pcap4j.core.PcapNativeException;
import org.pcap4j.core.Pcaps;
import org.pcap4j.packet.namednumber.DataLinkType;

/**
 * Holds a filter expression against addresses, protocol and ports rather than against a frame: a frame is made up that has
 * these and is empty beyond. For one thread at a time.
 */
public final class HeaderFilter implements Closeable {
    private static final int ETHERNET_LENGTH = 14;
    private static final int IPV4_LENGTH = 20;
    private static final int IPV6_LENGTH = 40;
    private static final int TRANSPORT_LENGTH = 20;
    private static final int IPV4_TYPE = 0x0800;
    private static final int IPV6_TYPE = 0x86dd;
    private static final int TTL = 64;

    private final BpfProgram program;

    /**
     * Compiles the expression.
     *
     * @throws FilterException if libpcap does not take it
     * @throws IOException if there is no libpcap
     */
    public HeaderFilter(String expression) throws IOException {
        Libpcap.require();
        try {
            program = Pcaps.compileFilter(
                    CaptureOptions.MOST_SNAP_LENGTH,
                    DataLinkType.EN10MB,
                    expression,
                    BpfCompileMode.OPTIMIZE,
                    PcapHandle.PCAP_NETMASK_UNKNOWN);
        } catch (PcapNativeException e) {
            throw FilterException.of(expression, e, DataLinkType.EN10MB);
        }
    }

    /**
     * Whether a packet of this kind passes.
     *
     * @param protocol IANA's number
     * @param sourcePort meaningless for a protocol without ports
     */
    public boolean matches(int protocol, IpAddress source, int sourcePort, IpAddress destination, int destinationPort) {
        ByteBuffer frame = ByteBuffer.allocate(ETHERNET_LENGTH + IPV6_LENGTH + TRANSPORT_LENGTH);
        boolean ipv4 = source.isIpv4();
        frame.putShort(ETHERNET_LENGTH - 2, (short) (ipv4 ? IPV4_TYPE : IPV6_TYPE))
                .position(ETHERNET_LENGTH);
        if (ipv4) {
            frame.putShort((short) 0x4500)
                    .putShort((short) (IPV4_LENGTH + TRANSPORT_LENGTH))
                    .putInt(0);
            frame.put((byte) TTL).put((byte) protocol).putShort((short) 0);
        } else {
            frame.putInt(0x6000_0000)
                    .putShort((short) TRANSPORT_LENGTH)
                    .put((byte) protocol)
                    .put((byte) TTL);
        }
        frame.put(bytes(source))
                .put(bytes(destination))
                .putShort((short) sourcePort)
                .putShort((short) destinationPort);
        return program.applyFilter(frame.array());
    }

    private static byte[] bytes(IpAddress address) {
        try {
            return InetAddress.getByName(address.toString()).getAddress();
        } catch (UnknownHostException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void close() {
        program.free();
    }
}
