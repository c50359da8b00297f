package io.natlens.cli;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;

/** What lies beside this package's classes in the jar. */
final class Resources {
    private Resources() {}

    static InputStream open(String name) {
        InputStream in = Resources.class.getResourceAsStream(name);
        if (in == null) {
            throw new IllegalStateException("the jar lacks " + name);
        }
        return in;
    }

    /** Writes the help of a command, or of {@code natlens} itself. */
    static void writeHelp(String topic, OutputStream out) throws IOException {
        try (InputStream in = open("help/" + topic + ".txt")) {
            in.transferTo(out);
        }
    }
}
