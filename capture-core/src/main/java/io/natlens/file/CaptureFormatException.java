package io.natlens.file;

import java.io.IOException;
import org.jspecify.annotations.Nullable;

/**
 * A capture is damaged or is none. The message is a sentence fit for the user: the file, the place in it, what was
 * found and what was expected.
 */
public final class CaptureFormatException extends IOException {
    private static final long serialVersionUID = 1;

    CaptureFormatException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }

    CaptureFormatException(String message) {
        super(message);
    }
}
