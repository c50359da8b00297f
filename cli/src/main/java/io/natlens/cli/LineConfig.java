package io.natlens.cli;

import io.natlens.decode.LineOptions;
import io.natlens.decode.LineOptions.Dump;
import io.natlens.decode.LineOptions.Time;
import java.time.ZoneId;
import java.util.List;
import org.apache.commons.cli.CommandLine;
import org.apache.commons.cli.Option;
import org.apache.commons.cli.Options;

/**
 * How frames are shown: what {@code print} and {@code capture} have in common.
 *
 * @param tree whether all layers and fields are shown in place of a line
 * @param numbers whether a frame's number stands in front
 * @param unbuffered whether each line is passed on at once
 */
record LineConfig(LineOptions line, boolean tree, boolean numbers, boolean unbuffered) {
    private static final List<Time> TIMES =
            List.of(Time.OF_DAY, Time.NONE, Time.EPOCH, Time.SINCE_PREVIOUS, Time.WITH_DATE, Time.SINCE_FIRST);

    static void addTo(Options options) {
        for (String letter : List.of("n", "t", "e", "x", "X", "A", "S", "v", "V", "q", "l")) {
            options.addOption(Option.builder(letter).get());
        }
        options.addOption(Option.builder().longOpt("nano").get())
                .addOption(Option.builder().longOpt("number").get());
    }

    static LineConfig of(CommandLine line) throws UsageException {
        return new LineConfig(lineOptions(line), line.hasOption("V"), line.hasOption("number"), line.hasOption("l"));
    }

    private static LineOptions lineOptions(CommandLine line) throws UsageException {
        return new LineOptions(
                time(line),
                ZoneId.systemDefault(),
                line.hasOption("nano"),
                line.hasOption("e"),
                dump(line),
                line.hasOption("S"),
                line.hasOption("v"),
                line.hasOption("q"));
    }

    private static Time time(CommandLine line) throws UsageException {
        int count = OptionParser.count(line, "t");
        if (count >= TIMES.size()) {
            throw new UsageException("option -t: there are -t, -tt, -ttt, -tttt and -ttttt, and no more");
        }
        return TIMES.get(count);
    }

    private static Dump dump(CommandLine line) {
        if (line.hasOption("A")) {
            return OptionParser.count(line, "A") > 1 ? Dump.ASCII_AND_LINK : Dump.ASCII;
        }
        if (line.hasOption("X")) {
            return OptionParser.count(line, "X") > 1 ? Dump.HEX_ASCII_AND_LINK : Dump.HEX_ASCII;
        }
        if (line.hasOption("x")) {
            return OptionParser.count(line, "x") > 1 ? Dump.HEX_AND_LINK : Dump.HEX;
        }
        return Dump.NONE;
    }
}
