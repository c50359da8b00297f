package io.natlens.cli;

import java.io.ByteArrayOutputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.util.ArrayDeque;

/** Standard error while the screen may be on: lines go there as ever, or are kept for the screen to show and told later. */
final class Messages extends OutputStream {
    private static final int MOST_KEPT = 1000;

    private final PrintStream err;
    private final ByteArrayOutputStream line = new ByteArrayOutputStream();
    private final ArrayDeque<String> kept = new ArrayDeque<>();
    private boolean keeping;

    Messages(PrintStream err) {
        this.err = err;
    }

    @Override
    public synchronized void write(int b) {
        if (b != '\n') {
            line.write(b);
            return;
        }
        String text = line.toString(Console.charset());
        line.reset();
        if (keeping) {
            kept.addLast(text);
            if (kept.size() > MOST_KEPT) {
                kept.removeFirst();
            }
        } else {
            err.println(text);
        }
    }

    /** From now on lines are kept. */
    synchronized void keep() {
        keeping = true;
    }

    /** The line that was kept last, or the empty string. */
    synchronized String last() {
        return kept.isEmpty() ? "" : kept.getLast();
    }

    /** Tells what was kept, and from now on all lines at once. */
    synchronized void release() {
        keeping = false;
        kept.forEach(err::println);
        kept.clear();
    }
}
