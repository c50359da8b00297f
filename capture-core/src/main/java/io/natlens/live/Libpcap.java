package io.natlens.live;

import com.sun.jna.Native;
import com.sun.jna.NativeLibrary;
import com.sun.jna.Pointer;
import java.io.IOException;
import java.lang.reflect.Field;
import org.pcap4j.core.PcapHandle;

/**
 * What pcap4j lacks: reading a packet without making objects. pcap4j's own ways of reading take four to ten times as
 * long, and copy each packet into a new array.
 */
final class Libpcap {
    static {
        Native.register(Libpcap.class, NativeLibrary.getInstance("pcap"));
    }

    private Libpcap() {}

    /**
     * pcap_next_ex(3PCAP), with addresses as numbers.
     *
     * @param header where the address of a struct pcap_pkthdr is put
     * @param data where the address of the packet's bytes is put
     * @return 1 for a packet, 0 when none came in time, -1 for an error, -2 after pcap_breakloop
     */
    static native int pcap_next_ex(long handle, long header, long data);

    /**
     * Makes sure that libpcap can be used.
     *
     * @throws IOException with a sentence that says what to do
     */
    static void require() throws IOException {
        try {
            if (Native.LONG_SIZE != Long.BYTES) {
                throw new IOException("live capture needs a 64-bit Java");
            }
            NativeLibrary.getInstance("pcap");
        } catch (UnsatisfiedLinkError e) {
            throw new IOException(whatLacks(e), e);
        }
    }

    private static String whatLacks(UnsatisfiedLinkError e) {
        String message = String.valueOf(e.getMessage());
        return message.contains("'pcap'")
                ? "live capture needs libpcap, which is not installed; on Debian: apt-get install libpcap0.8"
                : "cannot load JNA's native library (" + message + "); if the temporary folder is mounted noexec,"
                        + " name another: NATLENS_JAVA_OPTS=-Djna.tmpdir=FOLDER";
    }

    /** The pcap_t of a handle of pcap4j's, which keeps it to itself. */
    static long address(PcapHandle handle) {
        try {
            Field field = PcapHandle.class.getDeclaredField("handle");
            field.setAccessible(true);
            return Pointer.nativeValue((Pointer) field.get(handle));
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException("not the pcap4j that natlens was built with", e);
        }
    }
}
