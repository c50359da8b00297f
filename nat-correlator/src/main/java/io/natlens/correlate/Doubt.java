package io.natlens.correlate;

/** A leg that fitted packets of another, as others did. */
final class Doubt {
    final Node node;
    /** 0 if direction 0 of the one leg is direction 0 of the other, else 1. */
    final int parity;

    private long packets;

    Doubt(Node node, int parity, long packets) {
        this.node = node;
        this.parity = parity;
        this.packets = packets;
    }

    void count() {
        packets++;
    }

    void atLeast(long alike) {
        packets = Math.max(packets, alike);
    }

    long packets() {
        return packets;
    }
}
