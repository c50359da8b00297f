package io.natlens.cli;

import org.apache.commons.cli.CommandLine;
import org.apache.commons.cli.Option;
import org.apache.commons.cli.Options;

/**
 * Where captured frames are written, and when another file begins.
 *
 * @param file its name, which strftime(3)'s conversions may be in where files follow by time; a folder for
 *     {@link Format#PCAP}; {@code -} is standard output
 * @param fileBytes after so many bytes another file begins; 0 is never
 * @param fileSeconds after so many seconds another file begins; 0 is never
 * @param files how many files there may be; 0 is any number
 * @param atOnce whether each frame is passed on as it comes
 * @param micros whether times are cut to microseconds
 */
record OutputConfig(
        String file, Format format, long fileBytes, long fileSeconds, int files, boolean atOnce, boolean micros) {
    /** How captures are written. */
    enum Format {
        PCAPNG,
        PCAP
    }

    /** Of times, as tcpdump's option has it. */
    enum Precision {
        NANO,
        MICRO
    }

    static final String STANDARD_OUTPUT = "-";

    private static final long MILLION = 1_000_000;

    static void addTo(Options options) {
        options.addOption(OptionParser.valued("w", "write", "FILE"))
                .addOption(OptionParser.valued(null, "format", "FORMAT"))
                .addOption(OptionParser.valued("C", null, "MEGABYTES"))
                .addOption(OptionParser.valued("G", null, "SECONDS"))
                .addOption(OptionParser.valued("W", null, "FILES"))
                .addOption(Option.builder("U").longOpt("packet-buffered").get())
                .addOption(OptionParser.valued(null, "time-stamp-precision", "PRECISION"));
    }

    /** @throws UsageException also if no output is named, or a file where a folder is needed */
    static OutputConfig of(CommandLine line) throws UsageException {
        String file = OptionParser.last(line, "w");
        if (file == null) {
            throw new UsageException("where to? -w FILE, or -w - for standard output");
        }
        Format format = OptionParser.choice(line, "format", Format.PCAPNG);
        long megabytes = OptionParser.number(line, "C", 0, 1, Long.MAX_VALUE / MILLION);
        long seconds = OptionParser.number(line, "G", 0, 1, Integer.MAX_VALUE);
        int files = (int) OptionParser.number(line, "W", 0, 1, 1_000_000);
        boolean rotates = megabytes > 0 || seconds > 0;
        if (rotates && (file.equals(STANDARD_OUTPUT) || format == Format.PCAP)) {
            throw new UsageException("options -C and -G need a pcapng file to follow another");
        }
        if (files > 0 && !rotates) {
            throw new UsageException("option -W tells how many files there may be; -C or -G makes more than one");
        }
        if (format == Format.PCAP) {
            Outputs.requireFolder("write", OptionParser.file(line, "write"));
        }
        boolean micros = OptionParser.choice(line, "time-stamp-precision", Precision.NANO) == Precision.MICRO;
        return new OutputConfig(file, format, megabytes * MILLION, seconds, files, line.hasOption("U"), micros);
    }

    /** All frames in one pcapng file, with times as they are. */
    static OutputConfig toFile(String file) {
        return new OutputConfig(file, Format.PCAPNG, 0, 0, 0, false, false);
    }

    /** @throws UsageException if the line says how a file is to be written, but not which */
    static void refuse(CommandLine line) throws UsageException {
        Options options = new Options();
        addTo(options);
        for (Option option : options.getOptions()) {
            if (line.hasOption(option)) {
                throw new UsageException(
                        "option " + OptionParser.spelling(option) + " is about a file, but -w names none");
            }
        }
    }

    boolean isStandardOutput() {
        return file.equals(STANDARD_OUTPUT);
    }
}
