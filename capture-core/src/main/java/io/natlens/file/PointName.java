package io.natlens.file;

import io.natlens.frame.PrintableText;
import org.jspecify.annotations.Nullable;

/**
 * What the capture points of one file are called.
 *
 * @param base the file's name without its endings
 * @param front goes in front of every name that is not given: empty, or the file's folder with a slash where another
 *     folder has a file of the same name, or {@code NAME:} where the user named the folder
 * @param given the NAME of {@code NAME=FILE}, or null
 */
record PointName(String base, String front, @Nullable String given) {
    /** A name goes into every line of output: nothing in it may move a terminal's cursor. */
    PointName {
        base = PrintableText.of(base);
        front = PrintableText.of(front);
        given = given == null ? null : PrintableText.of(given);
    }

    static PointName of(String fileName) {
        return new PointName(FileNames.base(fileName), "", null);
    }

    /** The one point of a file that does not name its interfaces. */
    String ofFile() {
        return given != null ? given : front + base;
    }

    /**
     * A point of a file that has a description for each interface.
     *
     * @param interfaceName as the file has it, or null
     * @param number the interface's number in its section, from 0
     * @param alone whether the file is known to have no other interface
     */
    String ofInterface(@Nullable String interfaceName, int number, boolean alone) {
        if (alone && (given != null || interfaceName == null)) {
            return ofFile();
        }
        if (interfaceName == null) {
            return ofFile() + "#" + number;
        }
        return given != null ? given + ":" + interfaceName : front + interfaceName;
    }
}
