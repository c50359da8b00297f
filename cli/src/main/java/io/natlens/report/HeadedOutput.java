package io.natlens.report;

import java.io.IOException;
import java.io.OutputStream;
import org.jspecify.annotations.Nullable;

/**
 * An output whose head is known last. What comes behind the head waits for it; where it is long and the output is a file, it
 * stands there already, with room left for the head.
 */
final class HeadedOutput extends OutputStream {
    private final OutputStream out;
    private final int room;
    private final Spool spool = new Spool();
    /** Not null from the moment on from which what is written goes there. */
    private @Nullable ReportFile file;

    /**
     * @param out is left open
     * @param room how many bytes the head is likely to take
     */
    HeadedOutput(OutputStream out, int room) {
        this.out = out;
        this.room = room;
    }

    @Override
    public void write(int b) throws IOException {
        write(new byte[] {(byte) b}, 0, 1);
    }

    @Override
    public void write(byte[] bytes, int offset, int length) throws IOException {
        if (file == null && !spool.holdsInMemory(length) && out instanceof ReportFile reportFile) {
            reportFile.leaveRoom(room);
            spool.transferTo(out);
            file = reportFile;
        }
        (file == null ? spool : out).write(bytes, offset, length);
    }

    /** Writes the head in front of all that has been written; the rest may be written to the output itself. */
    void finish(byte[] head) throws IOException {
        if (file == null) {
            out.write(head);
            spool.transferTo(out);
        } else {
            file.fillRoom(head);
        }
    }

    @Override
    public void close() throws IOException {
        spool.close();
    }
}
