package io.natlens.live;

/**
 * How interfaces are captured.
 *
 * @param snapLength the most bytes kept of a frame, 1 to 262144
 * @param promiscuous whether frames to other stations are taken too
 * @param bufferBytes the kernel's buffer for each interface
 * @param nanoseconds whether times are in nanoseconds, else in microseconds
 * @param filter a pcap-filter expression; empty takes every frame
 */
public record CaptureOptions(int snapLength, boolean promiscuous, int bufferBytes, boolean nanoseconds, String filter) {
    /** As libpcap and tcpdump have it: more than any frame has. */
    public static final int MOST_SNAP_LENGTH = 262_144;

    /** Four times what libpcap takes by itself, since a garbage collection can be in the way of reading. */
    public static final int USUAL_BUFFER = 8 << 20;
}
