package io.natlens.cli;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.apache.commons.cli.CommandLine;
import org.apache.commons.cli.Option;
import org.apache.commons.cli.Options;

/** The program: finds the command and turns whatever becomes of it into an exit status. */
public final class Main {
    private static final List<Command> COMMANDS = List.of(
            new AnalyzeCommand(),
            new ReportCommand(),
            new PrintCommand(),
            new CaptureCommand(),
            new InterfacesCommand(),
            new LiveCommand());

    private final Console console;

    private Main(Console console) {
        this.console = console;
    }

    public static void main(String[] arguments) {
        System.exit(run(Console.ofProcess(), arguments));
    }

    /** Runs the program and gives its exit status. Throws nothing: whatever fails is a sentence on standard error. */
    static int run(Console console, String... arguments) {
        return new Main(console).run(List.of(arguments)).code();
    }

    private ExitStatus run(List<String> arguments) {
        try {
            ExitStatus status = dispatch(arguments);
            console.out().flush();
            return status;
        } catch (IOException e) {
            return failed(e);
        } catch (UncheckedIOException e) {
            return failed(Objects.requireNonNull(e.getCause()));
        } catch (RuntimeException | Error e) {
            return failed(unexpected(e), e);
        }
    }

    private ExitStatus dispatch(List<String> arguments) throws IOException {
        try {
            CommandLine line = OptionParser.parseFront(options(), arguments);
            if (line.hasOption("version")) {
                console.out().write(Version.text().getBytes(Console.charset()));
                return ExitStatus.DONE;
            }
            List<String> rest = line.getArgList();
            if (line.hasOption("help") || rest.equals(List.of("help"))) {
                Resources.writeHelp("natlens", console.out());
                return ExitStatus.DONE;
            }
            if (rest.isEmpty()) {
                throw new UsageException("which command?");
            }
            return rest.get(0).equals("help")
                    ? command(rest.get(1), List.of("--help"))
                    : command(rest.get(0), rest.subList(1, rest.size()));
        } catch (UsageException e) {
            return misused(e, "natlens --help");
        }
    }

    private ExitStatus command(String name, List<String> arguments) throws UsageException, IOException {
        Command command = find(name);
        if (asksForHelp(arguments)) {
            Resources.writeHelp(name, console.out());
            return ExitStatus.DONE;
        }
        try {
            return command.run(arguments, console);
        } catch (UsageException e) {
            return misused(e, "natlens " + name + " --help");
        }
    }

    private static Command find(String name) throws UsageException {
        List<String> names = new ArrayList<>();
        for (Command command : COMMANDS) {
            if (command.name().equals(name)) {
                return command;
            }
            names.add(command.name());
        }
        if (name.startsWith("-")) {
            throw new UsageException("unknown option '" + name + "'" + OptionParser.suggestion(name, options()));
        }
        throw new UsageException("unknown command '" + name + "'" + Suggestion.of(name, names));
    }

    /** Asked for help, a command gives it whatever else stands on the line. */
    private static boolean asksForHelp(List<String> arguments) {
        int end = arguments.indexOf("--");
        List<String> options = end < 0 ? arguments : arguments.subList(0, end);
        return options.contains("--help") || options.contains("-h");
    }

    private ExitStatus misused(UsageException e, String help) {
        console.complain(String.valueOf(e.getMessage()));
        console.err().println("Try '" + help + "'.");
        return ExitStatus.USAGE;
    }

    private ExitStatus failed(IOException e) {
        return e instanceof StandardOutput.BrokenPipeException
                        || e.getCause() instanceof StandardOutput.BrokenPipeException
                ? ExitStatus.DONE
                : failed(String.valueOf(e.getMessage()), e);
    }

    private ExitStatus failed(String message, Throwable cause) {
        flushResults();
        console.complain(message);
        if (console.isSet("NATLENS_DEBUG")) {
            cause.printStackTrace(console.err());
        }
        return ExitStatus.FAILED;
    }

    /** What was reported before the failure is not lost. */
    private void flushResults() {
        try {
            console.out().flush();
        } catch (IOException e) {
            // the failure that is about to be told matters more
        }
    }

    private static String unexpected(Throwable e) {
        Throwable root = e;
        while (root.getCause() != null) {
            root = root.getCause();
        }
        if (root instanceof OutOfMemoryError) {
            return "out of memory: give Java more, NATLENS_JAVA_OPTS=-Xmx1g, or follow fewer connections, --max-flows";
        }
        StackTraceElement[] trace = root.getStackTrace();
        String place = trace.length == 0 ? "" : " at " + trace[0];
        return "internal error: " + root + place
                + ". This is a fault of natlens itself; please report it with the command"
                + " line (NATLENS_DEBUG=1 shows more).";
    }

    private static Options options() {
        return new Options()
                .addOption(Option.builder("h").longOpt("help").get())
                .addOption(Option.builder().longOpt("version").get());
    }
}
