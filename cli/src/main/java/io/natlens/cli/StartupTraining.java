package io.natlens.cli;

/**
 * Runs every command once, so that the Java that records which classes are loaded records all of them. The launcher
 * makes a class-data-sharing archive of that, with the output thrown away.
 */
final class StartupTraining {
    private StartupTraining() {}

    /**
     * Runs the commands.
     *
     * @param arguments a folder of captures; where there is none, the commands complain, and less is recorded
     */
    public static void main(String[] arguments) {
        Console console = Console.ofProcess();
        Main.run(console, "--version");
        Main.run(console, "no-such-command");
    }
}
