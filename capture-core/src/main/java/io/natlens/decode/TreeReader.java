package io.natlens.decode;

import io.natlens.frame.Frame;
import io.natlens.wire.Damage;
import io.natlens.wire.Header;
import io.natlens.wire.LengthSource;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The layers read so far, and the bytes that are left. */
final class TreeReader {
    /** More layers than this are no packet's of good faith. */
    private static final int LAYER_LIMIT = 32;

    private final Frame frame;
    private final List<Layer> layers = new ArrayList<>();
    private LengthSource source = LengthSource.CAPTURED_LENGTH;
    private int end;
    private @Nullable Damage damage;

    TreeReader(Frame frame) {
        this.frame = frame;
        this.end = frame.offset() + frame.capturedLength();
    }

    FrameTree tree() {
        return new FrameTree(layers, damage);
    }

    ByteBuffer bytes() {
        return frame.buffer();
    }

    /** Where the frame starts in {@link #bytes}. */
    int start() {
        return frame.offset();
    }

    int end() {
        return end;
    }

    int originalLength() {
        return frame.originalLength();
    }

    /** Lets nothing be read beyond this place, if it comes before the end that is known. */
    void endAt(int place, LengthSource because) {
        if (place < end && place > frame.offset()) {
            end = place;
            source = because;
        }
    }

    /** Whether a header that was to be read is there; if not, that is the tree's damage. */
    boolean has(Header header, boolean wrapped) {
        if (!wrapped) {
            damage = header.damage(source).from(frame.offset());
        }
        return wrapped;
    }

    LayerBuilder layer(String name, int at) {
        return new LayerBuilder(this, name, at);
    }

    void add(Layer layer) {
        layers.add(layer);
    }

    boolean isFull() {
        return layers.size() >= LAYER_LIMIT;
    }

    /** Adds what is left, if anything, as data. */
    void data(int at) {
        int length = end - at;
        if (length > 0) {
            add(new Layer("Data", length + (length == 1 ? " byte" : " bytes"), at - start(), length, List.of()));
        }
    }
}
