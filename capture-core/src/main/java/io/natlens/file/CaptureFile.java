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

    /** Where the file stands, as an absolute path. */
    Path folder() {
        Path folder = path.toAbsolutePath().normalize().getParent();
        return folder == null ? Path.of("/") : folder;
    }

    @Override
    public String kin(BufferPool pool) {
        if (!opensAgain()) {
            return pointName.ofFile();
        }
        try (CaptureInput input = CaptureInput.open(path, name, pool)) {
            boolean severalPoints = CaptureFormat.of(input) == CaptureFormat.PCAPNG;
            return severalPoints ? pointName.front() + " " + pointName.given() : pointName.ofFile();
        } catch (IOException e) {
            // opening it once more will tell
            return pointName.ofFile();
        }
    }

    @Override
    public CaptureReader open(CapturePoints points, BufferPool pool) throws IOException {
        return CaptureFiles.read(CaptureInput.open(path, name, pool), points, pointName);
    }
}
