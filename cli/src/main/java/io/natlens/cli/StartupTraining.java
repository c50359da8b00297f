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
        String captures = arguments[0];
        Main.run(console, "--version");
        Main.run(console, "no-such-command");
        Main.run(console, "analyze", "--color", "always", captures);
        Main.run(console, "analyze", "-f", "json", captures);
        Main.run(console, "analyze", "-f", "csv", captures);
        Main.run(console, "report", captures);
        Main.run(console, "print", "-n", "-v", captures);
        Main.run(console, "print", "-V", captures);
    }
}
