package io.natlens.cli;

import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.apache.commons.cli.CommandLine;
import org.apache.commons.cli.DefaultParser;
import org.apache.commons.cli.MissingArgumentException;
import org.apache.commons.cli.Option;
import org.apache.commons.cli.Options;
import org.apache.commons.cli.ParseException;
import org.apache.commons.cli.UnrecognizedOptionException;
import org.jspecify.annotations.Nullable;

/** The command line's syntax: long options whole, short ones together, values as they stand. */
final class OptionParser {
    private OptionParser() {}

    /**
     * Parses what belongs to one command; options may stand behind files.
     *
     * @throws UsageException with a sentence that names the option and, if one comes near, the right one
     */
    static CommandLine parse(Options options, List<String> arguments) throws UsageException {
        return parse(options, arguments, false);
    }

    /** Parses as far as the first argument that is no option, and leaves that and all behind it as it stands. */
    static CommandLine parseFront(Options options, List<String> arguments) throws UsageException {
        return parse(options, arguments, true);
    }

    private static CommandLine parse(Options options, List<String> arguments, boolean front) throws UsageException {
        DefaultParser parser = DefaultParser.builder()
                .setAllowPartialMatching(false)
                .setStripLeadingAndTrailingQuotes(false)
                .get();
        try {
            return parser.parse(options, arguments.toArray(String[]::new), front);
        } catch (UnrecognizedOptionException e) {
            throw new UsageException("unknown option '" + e.getOption() + "'" + suggestion(e.getOption(), options));
        } catch (MissingArgumentException e) {
            Option option = e.getOption();
            throw new UsageException("option " + spelling(option) + " needs a value: " + option.getArgName());
        } catch (ParseException e) {
            throw new UsageException(String.valueOf(e.getMessage()));
        }
    }

    /** An option that needs a value. */
    static Option valued(@Nullable String letter, @Nullable String word, String value) {
        return Option.builder(letter).longOpt(word).hasArg().argName(value).get();
    }

    static String suggestion(String unknown, Options options) {
        List<String> known = new ArrayList<>();
        for (Option option : options.getOptions()) {
            if (option.hasLongOpt()) {
                known.add("--" + option.getLongOpt());
            }
        }
        int equals = unknown.indexOf('=');
        String word = equals < 0 ? unknown : unknown.substring(0, equals);
        return word.length() <= 2 ? "" : Suggestion.of(word, known);
    }

    /** How often an option without a value stands on the line: {@code -ttt} is three times. */
    static int count(CommandLine line, String option) {
        int count = 0;
        for (Option given : line.getOptions()) {
            if (option.equals(given.getOpt()) || option.equals(given.getLongOpt())) {
                count++;
            }
        }
        return count;
    }

    /** The value of an option; the last one where it is given more than once; null where it is not given. */
    static @Nullable String last(CommandLine line, String option) {
        String[] values = line.getOptionValues(option);
        return values == null ? null : values[values.length - 1];
    }

    /** The file that an option names; null where it is not given, and for {@code -}. */
    static @Nullable Path file(CommandLine line, String option) throws UsageException {
        String file = last(line, option);
        try {
            return file == null || file.equals("-") ? null : Path.of(file);
        } catch (InvalidPathException e) {
            throw new UsageException(
                    "option --" + option + ": '" + file + "' cannot be a file's name: " + e.getReason());
        }
    }

    /**
     * The value of an option that is one of an enumeration's words.
     *
     * @throws UsageException that lists the words
     */
    static <E extends Enum<E>> E choice(CommandLine line, String option, E otherwise) throws UsageException {
        String word = last(line, option);
        if (word == null) {
            return otherwise;
        }
        List<String> words = new ArrayList<>();
        for (E value : otherwise.getDeclaringClass().getEnumConstants()) {
            words.add(value.name().toLowerCase(Locale.ROOT));
            if (words.get(words.size() - 1).equals(word)) {
                return value;
            }
        }
        throw new UsageException("option --" + option + ": '" + word + "' is none of " + String.join(", ", words)
                + Suggestion.of(word, words));
    }

    /**
     * The value of an option that is a number.
     *
     * @throws UsageException that says between which two it must be
     */
    static long number(CommandLine line, String option, long otherwise, long least, long most) throws UsageException {
        String word = last(line, option);
        if (word == null) {
            return otherwise;
        }
        try {
            long number = Long.parseLong(word);
            if (number >= least && number <= most) {
                return number;
            }
        } catch (NumberFormatException e) {
            // no number is as wrong as one out of range
        }
        throw new UsageException("option " + spelling(line, option) + ": '" + word + "' is not a whole number from "
                + least + " to " + most);
    }

    private static String spelling(CommandLine line, String option) {
        for (Option given : line.getOptions()) {
            if (option.equals(given.getOpt()) || option.equals(given.getLongOpt())) {
                return spelling(given);
            }
        }
        return option;
    }

    static String spelling(Option option) {
        return option.hasLongOpt() ? "--" + option.getLongOpt() : "-" + option.getOpt();
    }
}
