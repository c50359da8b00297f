package io.natlens.correlate;

/** How sure it is that a packet seen twice is one packet. */
enum Certainty {
    /** No other leg's packet fits. */
    EXACT,
    /** Others fit, this one better. */
    PREFERRED,
    /** Others fit as well. */
    ARBITRARY
}
