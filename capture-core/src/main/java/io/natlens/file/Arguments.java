package io.natlens.file;

import io.natlens.frame.CapturePoints;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What stands on a command line, folders opened out. */
final class Arguments {
    private final InputStream standardInput;
    private final List<MergedSource.Origin> origins = new ArrayList<>();
    private final List<String> problems = new ArrayList<>();
    private final BufferPool pool = new BufferPool();

    Arguments(InputStream standardInput) {
        this.standardInput = standardInput;
    }

    /** Takes {@code [NAME=]FILE}; what stands before the first = is a name unless there is such a file. */
    void add(String argument) {
        int equals = argument.indexOf('=');
        if (equals <= 0 || exists(argument)) {
            add(argument, null);
        } else {
            add(argument.substring(equals + 1), argument.substring(0, equals));
        }
    }

    private static boolean exists(String file) {
        try {
            return Files.exists(Path.of(file));
        } catch (InvalidPathException e) {
            return false;
        }
    }

    private void add(String file, @Nullable String given) {
        if (file.equals("-")) {
            origins.add(new StandardInput(standardInput, new PointName("stdin", "", given)));
            return;
        }
        try {
            Path path = Path.of(file);
            if (Files.isDirectory(path)) {
                addFolder(path, given);
            } else {
                String base = FileNames.base(String.valueOf(path.getFileName()));
                origins.add(new CaptureFile(path, file, new PointName(base, "", given)));
            }
        } catch (InvalidPathException e) {
            problems.add(file + ": " + e.getReason());
        }
    }

    private void addFolder(Path folder, @Nullable String given) {
        List<Path> files = new ArrayList<>();
        try {
            Files.walkFileTree(folder, new Lister(files));
        } catch (IOException e) {
            problems.add(folder + ": " + FileErrors.reason(e));
        }
        files.removeIf(file -> !isCapture(file));
        files.sort(null);
        if (files.isEmpty()) {
            problems.add(folder + ": no capture in this folder");
        }
        String front = given == null ? "" : given + ":";
        for (Path file : files) {
            String base = FileNames.base(String.valueOf(file.getFileName()));
            origins.add(new CaptureFile(file, file.toString(), new PointName(base, front, null)));
        }
    }

    /** Whether a file met in a folder is called a capture or is one. */
    private boolean isCapture(Path file) {
        if (FileNames.saysCapture(String.valueOf(file.getFileName()))) {
            return true;
        }
        try (CaptureInput input = CaptureInput.open(file, file.toString(), pool)) {
            return CaptureFormat.of(input) != null;
        } catch (IOException e) {
            return false;
        }
    }

    /** The captures to open, those of the same name in different folders told apart by the folders' names. */
    List<MergedSource.Origin> origins() {
        return FolderNames.inFront(SharedFront.leftOff(origins));
    }

    List<String> problems() {
        return problems;
    }

    /** Collects the files of a tree; a folder that may not be read is a problem, and the others are read. */
    private final class Lister extends SimpleFileVisitor<Path> {
        private final List<Path> files;

        Lister(List<Path> files) {
            this.files = files;
        }

        @Override
        public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
            if (Files.isRegularFile(file)) {
                files.add(file);
            }
            return FileVisitResult.CONTINUE;
        }

        @Override
        public FileVisitResult visitFileFailed(Path file, IOException e) {
            problems.add(file + ": " + FileErrors.reason(e));
            return FileVisitResult.CONTINUE;
        }
    }

    private record StandardInput(InputStream stream, PointName pointName) implements MergedSource.Origin {
        @Override
        public String name() {
            return "standard input";
        }

        @Override
        public boolean opensAgain() {
            return false;
        }

        @Override
        public long size() {
            return 0;
        }

        @Override
        public Set<String> kin(BufferPool pool) {
            return Set.of(pointName.ofFile());
        }

        @Override
        public CaptureReader open(CapturePoints points, BufferPool pool) throws IOException {
            return CaptureFiles.read(CaptureInput.of(stream, name(), pool), points, pointName);
        }
    }
}
