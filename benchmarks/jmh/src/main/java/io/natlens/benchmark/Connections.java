package io.natlens.benchmark;

import io.natlens.decode.FrameDecoder;
import io.natlens.decode.Observation;
import io.natlens.frame.CapturePoint;
import io.natlens.frame.Frame;
import java.nio.ByteBuffer;
import java.util.HexFormat;

/** Many connections, of each an empty TCP segment with ACK as the decoder tells it. */
public final class Connections {
    private static final byte[] FRAME = HexFormat.of()
            .parseHex(
                    "0242ac110002024200000001080045000028000740004006000000000000c00002010000005000000001000000015010ffff"
                            + "00000000");
    private static final int SOURCE = 14 + 12;
    private static final int SOURCE_PORT = 14 + 20;
    private static final int PORTS = 28_000;

    private final FrameDecoder decoder = new FrameDecoder(0);
    private final ByteBuffer bytes = ByteBuffer.wrap(FRAME.clone());
    private final CapturePoint point;

    /** @param point where the segments are seen; Ethernet */
    public Connections(CapturePoint point) {
        this.point = point;
    }

    /**
     * Segments of so many connections to 192.0.2.1:80, of as few hosts as can have them.
     *
     * @param firstSource the first host's IPv4 address
     */
    public Observation[] from(int firstSource, int count) {
        Observation[] segments = new Observation[count];
        for (int i = 0; i < count; i++) {
            bytes.putInt(SOURCE, firstSource + i / PORTS);
            bytes.putShort(SOURCE_PORT, (short) (32_768 + i % PORTS));
            Frame frame = new Frame().set(point, i + 1, 0, bytes, 0, FRAME.length, FRAME.length);
            segments[i] = new Observation();
            decoder.decode(frame, segments[i]);
        }
        return segments;
    }
}
