package io.natlens.cli;

import io.natlens.file.CaptureFiles;
import io.natlens.frame.CapturePoints;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a command writes to is not what it reads, and no two of what it writes are one: a report over a capture would be a
 * loss that no message makes good.
 */
final class Outputs {
    /** As many as Linux follows (path_resolution(7)). */
    private static final int MOST_LINKS = 40;

    private Outputs() {}

    /**
     * Two options may both name a device such as /dev/null, or a pipe.
     *
     * @param output null where the option names no file
     * @param otherOutput the same
     * @throws UsageException if both are the same file, or would be
     */
    static void refuseTwice(String option, @Nullable Path output, String other, @Nullable Path otherOutput)
            throws UsageException, IOException {
        if (output != null && otherOutput != null && areSame(output, otherOutput)) {
            throw new UsageException(
                    "options --" + option + " and --" + other + " both write to '" + otherOutput + "'");
        }
    }

    /**
     * What is not there yet will be made.
     *
     * @param folder null where the option names none
     * @throws UsageException if there is something else of that name
     */
    static void requireFolder(String option, @Nullable Path folder) throws UsageException {
        if (folder != null && Files.exists(folder) && !Files.isDirectory(folder)) {
            throw new UsageException("option --" + option + ": '" + folder + "' is a file, where a folder is expected");
        }
    }

    private static boolean areSame(Path a, Path b) throws IOException {
        if (Files.exists(a) && Files.exists(b)) {
            return Files.isRegularFile(a) && Files.isSameFile(a, b);
        }
        return place(a).equals(place(b));
    }

    /** Where a file would be made, through symbolic links. */
    private static Path place(Path file) throws IOException {
        Path place = file.toAbsolutePath();
        for (int i = 0; i < MOST_LINKS && Files.isSymbolicLink(place); i++) {
            place = place.resolveSibling(Files.readSymbolicLink(place));
        }
        Path folder = place.getParent();
        return folder != null && Files.isDirectory(folder)
                ? folder.toRealPath().resolve(place.getFileName())
                : place.normalize();
    }

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

    /** What stands before the first = is a name unless there is such a file. */
    private static Path file(String input) {
        // a name may have in it what no path may
        File whole = new File(input);
        return whole.exists() ? whole.toPath() : Path.of(input.substring(input.indexOf('=') + 1));
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
