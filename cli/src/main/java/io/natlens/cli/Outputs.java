package io.natlens.cli;

import io.natlens.file.CaptureFiles;
import io.natlens.frame.CapturePoints;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** What a command writes to is not what it reads: a report over a capture would be a loss that no message makes good. */
final class Outputs {
    private Outputs() {}

    /** @throws UsageException if the file is one of the captures */
    static void refuseInput(String option, Path output, List<String> inputs) throws UsageException, IOException {
        for (String input : inputs) {
            Path file = file(input);
            if (Files.exists(output) && Files.exists(file) && isOneOf(file, output)) {
                throw new UsageException("option --" + option + ": '" + output + "' is one of the captures");
            }
        }
    }

    /** @throws UsageException if the file lies, or would lie, in a folder that is read as a whole, and more than once */
    static void refuseInputFolder(String option, Path output, List<String> inputs) throws UsageException, IOException {
        Path folder = output.toAbsolutePath().normalize().getParent();
        for (String input : inputs) {
            Path file = file(input);
            boolean inside = folder != null
                    && Files.isDirectory(folder)
                    && Files.isDirectory(file)
                    && folder.toRealPath().startsWith(file.toRealPath());
            if (inside) {
                throw new UsageException("option --" + option + ": '" + output + "' lies in '" + file
                        + "', all of which is read: it must go elsewhere");
            }
        }
    }

    private static Path file(String input) {
        return Path.of(input.substring(input.indexOf('=') + 1));
    }

    private static boolean isOneOf(Path input, Path output) throws IOException {
        if (!Files.isDirectory(input)) {
            return Files.isSameFile(output, input);
        }
        // /dev/stdout may name a pipe, which has no path
        return Files.isRegularFile(output) && output.toRealPath().startsWith(input.toRealPath()) && isCapture(output);
    }

    private static boolean isCapture(Path file) {
        try {
            CaptureFiles.open(file, new CapturePoints()).close();
            return true;
        } catch (IOException e) {
            return false;
        }
    }
}
