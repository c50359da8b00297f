package io.natlens.file;

import io.natlens.frame.CapturePoints;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Set;

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
    public Set<String> kin(BufferPool pool) {
        if (!opensAgain()) {
            return Set.of(pointName.ofFile());
        }
        CapturePoints points = new CapturePoints();
        try (CaptureReader reader = open(points, pool)) {
            Set<String> kin = new HashSet<>();
            points.all().forEach(point -> kin.add(point.name()));
            if (reader instanceof PcapngReader) {
                kin.add(pointName.front() + " " + pointName.given());
            }
            return kin;
        } catch (IOException e) {
            // opening it once more will tell
            return Set.of(pointName.ofFile());
        }
    }

    @Override
    public CaptureReader open(CapturePoints points, BufferPool pool) throws IOException {
        return CaptureFiles.read(CaptureInput.open(path, name, pool), points, pointName);
    }
}
