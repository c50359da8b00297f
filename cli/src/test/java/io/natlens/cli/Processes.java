package io.natlens.cli;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Starts real processes in a folder and tells what came of them. */
final class Processes {
    /** A process and the file that its standard error goes to. */
    record Started(Process process, Path err) {
        Run finish() throws IOException, InterruptedException {
            process.getOutputStream().close();
            String out = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            int status = process.waitFor();
            return new Run(status, out, Files.readString(err));
        }
    }

    private final Path folder;

    Processes(Path folder) {
        this.folder = folder;
    }

    Run run(String... command) throws IOException, InterruptedException {
        return start(List.of(), command).finish();
    }

    /** @param environment what is said there besides: {@code NAME=VALUE} */
    Run run(List<String> environment, String... command) throws IOException, InterruptedException {
        return start(environment, command).finish();
    }

    Started start(List<String> environment, String... command) throws IOException {
        List<String> line = new ArrayList<>(List.of("env"));
        line.addAll(environment);
        line.addAll(List.of(command));
        Path err = Files.createTempFile(folder, "err", "");
        Process process = new ProcessBuilder(line)
                .directory(folder.toFile())
                .redirectError(err.toFile())
                .start();
        return new Started(process, err);
    }
}
