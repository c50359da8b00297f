package io.natlens.cli;

import io.natlens.frame.PrintableText;
import java.io.IOException;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** What is wrong with the input, each told once and as soon as it is known; counted for the exit status. */
final class Problems {
    private final Console console;
    private final Set<String> told = new LinkedHashSet<>();

    Problems(Console console) {
        this.console = console;
    }

    /** Tells those that have not been told yet. */
    void tell(List<String> problems) {
        problems.forEach(this::tell);
    }

    void tell(IOException problem) {
        tell(String.valueOf(problem.getMessage()));
    }

    private void tell(String problem) {
        if (told.add(problem)) {
            // file names are in it
            console.complain(PrintableText.of(problem));
        }
    }

    int count() {
        return told.size();
    }
}
