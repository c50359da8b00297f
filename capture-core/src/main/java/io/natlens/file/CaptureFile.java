package io.natlens.file;

import io.natlens.frame.CapturePoints;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * A file that is to be read.
 *
 * @param name what messages call it
 */
record CaptureFile(Path path, String name, PointName pointName) implements MergedSource.Origin {
    @Override
    public boolean opensAgain() {
        return Files.isRegularFile(path);
    }

    @Override
    public long size() {
        try {
            return opensAgain() ? Files.size(path) : 0;
        } catch (IOException e) {
            // opening it will tell
            return 0;
        }
    }

    @Override
    public CaptureReader open(CapturePoints points, BufferPool pool) throws IOException {
        return CaptureFiles.read(CaptureInput.open(path, name, pool), points, pointName);
    }
}
