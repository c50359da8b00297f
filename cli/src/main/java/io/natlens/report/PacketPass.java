package io.natlens.report;

import io.natlens.correlate.FlowIndex;
import io.natlens.decode.Observation;
import io.natlens.frame.CapturePoint;
import io.natlens.frame.Frame;
import java.io.IOException;

/** Lets a report read the packets of all captures once more, when its flows are known. */
@FunctionalInterface
public interface PacketPass {
    /** Takes packets, in the order of time. Nothing of what it is given may be kept but by copying. */
    interface Taker {
        /**
         * Takes the next packet; of a frame that carries a tunnel first the outer one, then the inner one.
         *
         * @param point the packet's capture point; of an {@code any} capture the interface that the frame names
         * @param place in the index, or {@link FlowIndex#NONE}
         */
        void take(Frame frame, Observation packet, CapturePoint point, long place) throws IOException;
    }

    /** Reads all captures from their beginnings. */
    void read(FlowIndex index, Taker taker) throws IOException;
}
