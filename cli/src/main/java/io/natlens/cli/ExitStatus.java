package io.natlens.cli;

/** How a run ended, as the shell sees it. */
enum ExitStatus {
    DONE(0),
    /** Nothing could be done, or a part of the input was damaged; what could be read is reported all the same. */
    FAILED(1),
    /** The command line makes no sense, and nothing was tried. */
    USAGE(2);

    private final int code;

    ExitStatus(int code) {
        this.code = code;
    }

    int code() {
        return code;
    }
}
