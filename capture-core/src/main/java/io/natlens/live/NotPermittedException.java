package io.natlens.live;

import java.io.IOException;

/** Capturing takes a right that the process does not have. The message names the interface and the right. */
public final class NotPermittedException extends IOException {
    private static final long serialVersionUID = 1;

    NotPermittedException(String message, Throwable cause) {
        super(message, cause);
    }
}
