package io.natlens.cli;

import io.natlens.report.IpfixDestination;
import java.nio.file.Path;
import org.apache.commons.cli.CommandLine;
import org.jspecify.annotations.Nullable;

/** {@code --ipfix udp:HOST:PORT}, {@code tcp:HOST:PORT} or a file. */
final class IpfixOption {
    static final String NAME = "ipfix";

    private static final int HIGHEST_PORT = 65535;

    private IpfixOption() {}

    /** Null where it is not given. */
    static @Nullable IpfixDestination of(CommandLine line) throws UsageException {
        String text = OptionParser.last(line, NAME);
        if (text == null) {
            return null;
        }
        if (text.startsWith("udp:") || text.startsWith("tcp:")) {
            return collector(text);
        }
        Path file = OptionParser.file(line, NAME);
        if (file == null) {
            throw new UsageException("option --ipfix: messages go to a file or a collector, not to standard output");
        }
        return new IpfixDestination.File(file);
    }

    private static IpfixDestination collector(String text) throws UsageException {
        int colon = text.lastIndexOf(':');
        String host = text.substring(Math.min(4, colon + 1), Math.max(4, colon));
        int port = port(text.substring(colon + 1));
        if (host.isEmpty() || port == 0) {
            throw new UsageException("option --ipfix: '" + text + "' is not udp:HOST:PORT or tcp:HOST:PORT, such as"
                    + " udp:127.0.0.1:4739");
        }
        boolean inBrackets = host.startsWith("[") && host.endsWith("]");
        String bare = inBrackets ? host.substring(1, host.length() - 1) : host;
        return text.startsWith("udp:") ? new IpfixDestination.Udp(bare, port) : new IpfixDestination.Tcp(bare, port);
    }

    /** 0 for what is no port. */
    private static int port(String digits) {
        try {
            int port = Integer.parseInt(digits);
            return port > 0 && port <= HIGHEST_PORT ? port : 0;
        } catch (NumberFormatException e) {
            return 0;
        }
    }
}
