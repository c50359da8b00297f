package io.natlens.cli;

import io.natlens.live.CaptureTarget;
import io.natlens.live.InterfaceSelector;
import io.natlens.live.LiveCapture;
import java.io.IOException;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/** Looks every second for interfaces that have appeared and are meant by a pattern, and captures them too. */
final class InterfaceWatch implements Runnable {
    private static final long BETWEEN_LOOKS = TimeUnit.SECONDS.toNanos(1);

    private final List<InterfaceSelector> selectors;
    private final LiveCapture capture;
    private final Console console;
    /** What has been complained of, so that it is told once. */
    private final Set<String> told = new HashSet<>();

    InterfaceWatch(List<InterfaceSelector> selectors, LiveCapture capture, Console console) {
        this.selectors = selectors;
        this.capture = capture;
        this.console = console;
    }

    void start() {
        Thread thread = new Thread(this, "natlens-watch");
        thread.setDaemon(true);
        thread.start();
    }

    @Override
    public void run() {
        while (!capture.isStopped()) {
            LockSupport.parkNanos(BETWEEN_LOOKS);
            for (InterfaceSelector selector : selectors) {
                look(selector);
            }
        }
    }

    private void look(InterfaceSelector selector) {
        try {
            for (CaptureTarget target : selector.find()) {
                if (!capture.isStopped() && !capture.has(target.pointName())) {
                    add(target);
                }
            }
        } catch (IOException e) {
            tell(e);
        }
    }

    private void add(CaptureTarget target) {
        try {
            console.complain("listening on " + capture.add(target));
        } catch (IOException e) {
            tell(e);
        }
    }

    private void tell(IOException e) {
        String message = String.valueOf(e.getMessage());
        if (told.add(message)) {
            console.complain(message);
        }
    }
}
