package io.natlens.cli;

/** The command line makes no sense. The message is a sentence fit for the user. */
final class UsageException extends Exception {
    private static final long serialVersionUID = 1;

    UsageException(String message) {
        super(message);
    }
}
