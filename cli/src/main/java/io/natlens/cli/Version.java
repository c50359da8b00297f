package io.natlens.cli;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Properties;

/** Which natlens this is, as the build wrote it down. */
final class Version {
    private Version() {}

    /** {@code natlens 0.1.0}. */
    static String name() {
        return "natlens " + load().getProperty("version");
    }

    /** {@code natlens 0.1.0 (commit 1a2b3c4)} and, in a second line, what it runs on. */
    static String text() {
        Properties build = load();
        String commit = build.getProperty("commit", "");
        return "natlens " + build.getProperty("version") + (commit.isEmpty() ? "" : " (commit " + commit + ")")
                + "\nJava " + System.getProperty("java.version") + ", " + System.getProperty("os.name") + " "
                + System.getProperty("os.arch") + "\n";
    }

    private static Properties load() {
        Properties properties = new Properties();
        try (InputStream in = Resources.open("version.properties")) {
            properties.load(in);
            return properties;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
