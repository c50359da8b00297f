package io.natlens.decode;

import java.util.List;

/**
 * One field of a header, as a reader is shown it.
 *
 * @param name Wireshark's name of it
 * @param value in words
 * @param bits which bits of the bytes it is, as {@code .1.. ....}; empty if it is all of them
 * @param offset of its first byte in the frame
 * @param length in bytes; 0 where the value comes from no bytes of the frame
 * @param fields its parts
 */
public record Field(String name, String value, String bits, int offset, int length, List<Field> fields) {
    public Field {
        fields = List.copyOf(fields);
    }
}
