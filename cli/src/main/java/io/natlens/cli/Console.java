package io.natlens.cli;

import java.io.InputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Map;

/**
 * What surrounds a run: its standard streams and its environment.
 *
 * @param out takes results and nothing else; buffered, and flushed at the end of a run
 * @param err takes everything else, line by line
 * @param outIsTerminal whether somebody looks at {@code out} as it is written
 * @param errIsTerminal the same of {@code err}
 */
record Console(
        InputStream in,
        OutputStream out,
        PrintStream err,
        boolean outIsTerminal,
        boolean errIsTerminal,
        Map<String, String> environment) {

    /** The process's own. Java cannot tell of one stream whether it is a terminal; the launcher can, and passes it on. */
    static Console ofProcess() {
        return new Console(
                System.in,
                StandardOutput.open(),
                System.err,
                Boolean.getBoolean("natlens.stdout.terminal"),
                Boolean.getBoolean("natlens.stderr.terminal"),
                System.getenv());
    }

    /** The same with another stream in place of {@code err}. */
    Console withErr(PrintStream other) {
        return new Console(in, out, other, outIsTerminal, errIsTerminal, environment);
    }

    /** One line to {@code err}, with the program's name in front. */
    void complain(String message) {
        err.println("natlens: " + message);
    }

    /** Whether this variable is set to anything but nothing. */
    boolean isSet(String variable) {
        return !environment.getOrDefault(variable, "").isEmpty();
    }

    /** Whether colours are wanted on a terminal: not where NO_COLOR is set or the terminal has none. */
    boolean wantsColor() {
        return outIsTerminal
                && !isSet("NO_COLOR")
                && !environment.getOrDefault("TERM", "").equals("dumb");
    }

    static Charset charset() {
        return StandardCharsets.UTF_8;
    }
}
