package io.natlens.decode;

import io.natlens.frame.Frame;
import io.natlens.wire.Damage;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A frame as layers and fields, the outermost first. A packet in a packet, be it tunnelled or carried in an ICMP error,
 * follows what carries it. Offsets are counted from the frame's first byte.
 *
 * @param layers those that could be read
 * @param damage why reading stopped, or null if it came to the end
 */
public record FrameTree(List<Layer> layers, @Nullable Damage damage) {
    public FrameTree {
        layers = List.copyOf(layers);
    }

    /** Reads the frame; whatever its bytes are. Nothing of the frame is kept. */
    public static FrameTree of(Frame frame) {
        TreeReader reader = new TreeReader(frame);
        LinkTree.read(reader, frame.capturePoint().linkType().number());
        return reader.tree();
    }
}
