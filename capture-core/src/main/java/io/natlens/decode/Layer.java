package io.natlens.decode;

import java.util.List;

/**
 * One header of a frame, or the data behind the last.
 *
 * @param name of the protocol: {@code Internet Protocol Version 4}
 * @param summary what stands behind the name: {@code Src: 10.1.0.8, Dst: 8.8.8.8}
 * @param offset of its first byte in the frame
 * @param length in bytes
 * @param fields in the order of their bytes
 */
public record Layer(String name, String summary, int offset, int length, List<Field> fields) {
    public Layer {
        fields = List.copyOf(fields);
    }
}
