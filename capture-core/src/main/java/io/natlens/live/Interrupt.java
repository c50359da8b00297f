package io.natlens.live;

/**
 * SIGINT, as tcpdump heeds it. A shell without job control starts what stands before an &amp; with SIGINT ignored, and Java
 * then takes no handler for it.
 */
public final class Interrupt {
    private static final int SIGINT = 2;

    private Interrupt() {}

    /** Makes SIGINT one that a handler can be set for. To be called before one is. */
    public static void heed() {
        try {
            Libc.restoreSignal(SIGINT);
        } catch (LinkageError e) {
            // without JNA there is no capture, and opening one will say so
        }
    }
}
