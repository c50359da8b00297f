package io.natlens.report;

import java.io.IOException;
import java.nio.channels.FileChannel;

/** An output that takes a whole file at once, so that the kernel copies it and its bytes need not pass through the process. */
public interface FileTarget {
    /** Writes all bytes of the file behind those that have been written. */
    void append(FileChannel file) throws IOException;
}
