package io.natlens.decode;

/**
 * A printer asked for bytes beyond those that are there. It has no trace: it is how a line ends early, not a failure, and
 * {@link LinePrinter} ends the line with tcpdump's {@code [|protocol]}.
 */
final class Truncation extends RuntimeException {
    private static final long serialVersionUID = 1;

    Truncation() {
        super("bytes end", null, false, false);
    }
}
