package io.natlens.cli;

/** When a report carries colours. */
enum ColorChoice {
    /** When it goes to a terminal that has them, and NO_COLOR is not set. */
    AUTO,
    ALWAYS,
    NEVER
}
