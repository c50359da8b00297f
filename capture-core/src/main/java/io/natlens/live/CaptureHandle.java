package io.natlens.live;

import io.natlens.frame.LinkType;
import java.io.Closeable;
import java.io.IOException;
import java.net.Inet4Address;
import java.util.Locale;
import org.pcap4j.core.BpfProgram.BpfCompileMode;
import org.pcap4j.core.NotOpenException;
import org.pcap4j.core.PcapHandle;
import org.pcap4j.core.PcapHandle.TimestampPrecision;
import org.pcap4j.core.PcapNativeException;
import org.pcap4j.core.PcapNetworkInterface.PromiscuousMode;
import org.pcap4j.core.PcapStat;
import org.pcap4j.core.Pcaps;
import org.pcap4j.packet.namednumber.DataLinkType;

/** One open handle of libpcap, with its filter set. */
final class CaptureHandle implements Closeable {
    /** For how long the kernel may gather packets before it shows them, in milliseconds; as tcpdump has it. */
    static final int TIMEOUT_MILLIS = 100;

    /** libpcap's number for raw IP is not that of files (pcap-common.c). */
    private static final int DLT_RAW = 12;

    // PCAP_ERROR_ numbers of pcap.h
    private static final int NO_SUCH_DEVICE = -5;
    private static final int PERMISSION_DENIED = -8;
    private static final int INTERFACE_NOT_UP = -9;
    private static final int PROMISCUOUS_PERMISSION_DENIED = -11;

    /**
     * What the kernel counted.
     *
     * @param received frames that passed the filter, dropped ones included
     * @param dropped frames of these that found no room in the kernel's buffer
     */
    record KernelCounts(long received, long dropped) {}

    private final PcapHandle handle;
    private final LinkType linkType;
    private final String linkDescription;
    private final int snapLength;
    private final long address;
    private KernelCounts counts = new KernelCounts(0, 0);

    private CaptureHandle(PcapHandle handle) throws NotOpenException {
        this.handle = handle;
        int number = handle.getDlt().value();
        linkType = number == DLT_RAW ? LinkType.RAW : new LinkType(number);
        linkDescription = description(number);
        snapLength = handle.getSnapshot();
        address = Libpcap.address(handle);
    }

    private static String description(int number) {
        try {
            return Pcaps.dataLinkValToDescription(number);
        } catch (PcapNativeException e) {
            return "?";
        }
    }

    /**
     * Opens the interface in its namespace. The handle may be used from any thread.
     *
     * @throws FilterException if the filter does not suit it
     * @throws NotPermittedException if the process may not
     * @throws IOException with a sentence that says what to do
     */
    static CaptureHandle open(CaptureTarget target, CaptureOptions options) throws IOException {
        Libpcap.require();
        return target.namespace().call(() -> openHere(target, options));
    }

    private static CaptureHandle openHere(CaptureTarget target, CaptureOptions options) throws IOException {
        try {
            PcapHandle handle = activate(target, options);
            try {
                prepare(handle, target, options.filter());
                return new CaptureHandle(handle);
            } catch (IOException | PcapNativeException | NotOpenException | RuntimeException e) {
                handle.close();
                throw e;
            }
        } catch (PcapNativeException e) {
            throw failure(target.pointName(), e);
        } catch (NotOpenException e) {
            throw new IllegalStateException(e);
        }
    }

    private static PcapHandle activate(CaptureTarget target, CaptureOptions options) throws PcapNativeException {
        return new PcapHandle.Builder(target.device())
                .snaplen(options.snapLength())
                .promiscuousMode(options.promiscuous() ? PromiscuousMode.PROMISCUOUS : PromiscuousMode.NONPROMISCUOUS)
                .timeoutMillis(TIMEOUT_MILLIS)
                .bufferSize(options.bufferBytes())
                .timestampPrecision(options.nanoseconds() ? TimestampPrecision.NANO : TimestampPrecision.MICRO)
                .build();
    }

    private static void prepare(PcapHandle handle, CaptureTarget target, String filter)
            throws IOException, PcapNativeException, NotOpenException {
        if (target.device().equals(CaptureTarget.ANY)) {
            // the second version of the cooked header tells the interface
            handle.setDlt(DataLinkType.getInstance(LinkType.LINUX_SLL2.number()));
        }
        if (filter.isEmpty()) {
            return;
        }
        try {
            handle.setFilter(filter, BpfCompileMode.OPTIMIZE, netmask(target, filter));
        } catch (PcapNativeException e) {
            throw FilterException.of(filter, e, handle.getDlt());
        }
    }

    /** Asked for where a filter may need it only: most interfaces have several addresses, or none. */
    private static Inet4Address netmask(CaptureTarget target, String filter) {
        if (filter.toLowerCase(Locale.ROOT).contains("broadcast")) {
            try {
                return Pcaps.lookupNet(target.device()).getMask();
            } catch (PcapNativeException e) {
                // libpcap will say that it is not known
            }
        }
        return PcapHandle.PCAP_NETMASK_UNKNOWN;
    }

    private static IOException failure(String name, PcapNativeException e) {
        return switch (e.getReturnCode() == null ? 0 : e.getReturnCode()) {
            case NO_SUCH_DEVICE -> new IOException(name + ": no such interface; 'natlens interfaces' lists them", e);
            case PERMISSION_DENIED, PROMISCUOUS_PERMISSION_DENIED ->
                new NotPermittedException(name + ": capturing is not permitted, it takes CAP_NET_RAW", e);
            case INTERFACE_NOT_UP -> new IOException(name + ": the interface is down", e);
            default -> new IOException(name + ": " + e.getMessage(), e);
        };
    }

    LinkType linkType() {
        return linkType;
    }

    /** As tcpdump says it: {@code link-type EN10MB (Ethernet)}. */
    String linkDescription() {
        return "link-type " + linkType + " (" + linkDescription + ")";
    }

    int snapLength() {
        return snapLength;
    }

    /** How many nanoseconds the fraction of a packet's time counts in. */
    int tickNanos() {
        return handle.getTimestampPrecision() == TimestampPrecision.NANO ? 1 : 1000;
    }

    /** Of libpcap's own pcap_t. */
    long address() {
        return address;
    }

    /** What libpcap last complained of. */
    String error() {
        try {
            return handle.getError();
        } catch (NotOpenException e) {
            return "closed";
        }
    }

    /** Asks the kernel for its counts; what it said last stays where the interface is gone. */
    synchronized KernelCounts counts() {
        try {
            PcapStat said = handle.getStats();
            counts = new KernelCounts(said.getNumPacketsReceived(), said.getNumPacketsDropped());
        } catch (PcapNativeException | NotOpenException e) {
            // gone or closed
        }
        return counts;
    }

    /** Makes the thread that reads return. */
    void breakLoop() {
        try {
            handle.breakLoop();
        } catch (NotOpenException e) {
            // closed already
        }
    }

    /** To be called when no thread reads any more. */
    @Override
    public synchronized void close() {
        counts();
        handle.close();
    }
}
