package io.natlens.file;

import io.natlens.frame.CapturePoints;
import io.natlens.frame.FrameSource;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * A file that is to be read.
 *
 * @param name what messages call it
 * @param optional whether it was met in a folder and is passed over if it is no capture
 */
record CaptureFile(Path path, String name, PointName pointName, boolean optional) implements MergedSource.Origin {
    @Override
    public boolean opensAgain() {
        return Files.isRegularFile(path);
    }

    @Override
    public @Nullable FrameSource open(CapturePoints points, BufferPool pool) throws IOException {
        CaptureInput input = CaptureInput.open(path, name, pool);
        try {
            if (optional && CaptureFormat.of(input) == null && input.failure() == null) {
                input.close();
                return null;
            }
            return CaptureFiles.read(input, points, pointName);
        } catch (IOException | RuntimeException e) {
            input.close();
            throw e;
        }
    }
}
