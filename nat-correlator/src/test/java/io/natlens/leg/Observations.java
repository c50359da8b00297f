package io.natlens.leg;

import io.natlens.decode.FrameDecoder;
import io.natlens.decode.Observation;
import io.natlens.frame.CapturePoint;
import io.natlens.frame.CapturePoints;
import io.natlens.frame.Frame;
import io.natlens.frame.LinkType;
import java.nio.ByteBuffer;

/** What decoding makes of a packet's bytes. */
public final class Observations {
    private static final CapturePoint ANYWHERE = new CapturePoints().named("anywhere", LinkType.EN10MB, 0, "");

    private Observations() {}

    public static Observation of(Packet packet) {
        return of(packet, 48);
    }

    static Observation of(Packet packet, int digestLength) {
        Observation observation = new Observation();
        new FrameDecoder(digestLength).decode(frame(packet), observation);
        return observation;
    }

    static Frame frame(Packet packet) {
        ByteBuffer bytes = packet.frame();
        return new Frame().set(ANYWHERE, 1, 0, bytes, 0, bytes.capacity(), bytes.capacity());
    }
}
