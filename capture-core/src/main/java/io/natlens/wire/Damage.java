package io.natlens.wire;

/**
 * Why a header could not be read. The layers before it were.
 *
 * @param layer what ends too early
 * @param offset where that layer starts, in bytes from the start of the buffer
 * @param needed how many bytes it needs
 * @param available how many there are
 * @param source what said how many there are
 */
public record Damage(String layer, int offset, int needed, int available, LengthSource source) {
    /** The same damage, counted from another byte: the frame's first. */
    public Damage from(int start) {
        return new Damage(layer, offset - start, needed, available, source);
    }

    @Override
    public String toString() {
        return layer + " at byte " + offset + " needs " + needed + " bytes, " + available + " are there by the "
                + source;
    }
}
