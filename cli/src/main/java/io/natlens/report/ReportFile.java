package io.natlens.report;

import java.io.IOException;

/** An output that is a file, so that what stands at its beginning can be written last, and all of it be taken back. */
public interface ReportFile {
    /**
     * Leaves room at the beginning of a file to which nothing has been written.
     *
     * @param bytes as many as the beginning is likely to take, at least 1
     */
    void leaveRoom(int bytes) throws IOException;

    /**
     * Writes the beginning into its room. Where it is shorter, blanks come before its last byte; where it is longer, what
     * stands behind the room is moved.
     *
     * @param beginning at least 1 byte
     */
    void fillRoom(byte[] beginning) throws IOException;

    /** Takes back all that has been written. */
    void startOver() throws IOException;
}
