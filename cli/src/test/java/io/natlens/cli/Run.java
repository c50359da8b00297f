package io.natlens.cli;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.InputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.Map;

/**
 * One run of the program inside this process, and what came of it.
 *
 * @param status the exit status
 */
record Run(int status, String out, String err) {
    static Run of(String... arguments) {
        return with(new ByteArrayInputStream(new byte[0]), Map.of(), arguments);
    }

    static Run with(InputStream in, Map<String, String> environment, String... arguments) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        ByteArrayOutputStream err = new ByteArrayOutputStream();
        PrintStream errors = new PrintStream(err, true, StandardCharsets.UTF_8);
        int status = Main.run(new Console(in, out, errors, false, false, environment), arguments);
        return new Run(status, out.toString(StandardCharsets.UTF_8), err.toString(StandardCharsets.UTF_8));
    }
}
