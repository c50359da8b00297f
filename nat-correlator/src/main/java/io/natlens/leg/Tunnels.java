package io.natlens.leg;

import org.jspecify.annotations.Nullable;

/** The legs of tunnels that carry a leg, of each direction the last. */
final class Tunnels {
    private static final int MOST = 16;

    private @Nullable Leg outer0;
    private @Nullable Leg outer1;
    private int changes;

    /**
     * Notes the leg of a tunnel that carries this direction.
     *
     * @return whether it is another than before; of very many not the last
     */
    boolean carry(Leg outer, int direction) {
        Leg before = direction == 0 ? outer0 : outer1;
        if (direction == 0) {
            outer0 = outer;
        } else {
            outer1 = outer;
        }
        if (outer == before || changes == MOST) {
            return false;
        }
        changes++;
        return true;
    }
}
