package io.natlens.cli;

import java.io.IOException;
import java.util.List;

/** One of the program's commands. Its help is the resource {@code help/NAME.txt}. */
interface Command {
    String name();

    /**
     * Runs the command.
     *
     * @param arguments what stands behind the command's name
     * @throws UsageException if the arguments make no sense
     * @throws IOException if it cannot go on, with a message fit for the user
     */
    ExitStatus run(List<String> arguments, Console console) throws UsageException, IOException;
}
