package io.natlens.cli;

import io.natlens.frame.CapturePoint;
import io.natlens.frame.CapturePoints;
import io.natlens.live.CaptureOptions;
import io.natlens.live.CaptureTarget;
import io.natlens.live.FilterException;
import io.natlens.live.InterfaceSelector;
import io.natlens.live.Interrupt;
import io.natlens.live.LiveCapture;
import io.natlens.live.NotPermittedException;
import io.natlens.live.PointStatistics;
import io.natlens.live.Privileges;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jline.utils.Signals;
import org.jspecify.annotations.Nullable;

/** The interfaces of a run: opened, told of, watched, and counted at the end. */
final class LiveInterfaces implements AutoCloseable {
    private static final int SMALLEST_BUFFER = 1 << 20;
    /** What the kernel's buffers of all interfaces may take together before each is made smaller. */
    private static final int ALL_BUFFERS = 256 << 20;

    private static final int FEWEST_IF_MORE_COME = 16;
    private static final int INTERRUPTED = 130;

    private final InterfaceConfig config;
    private final Console console;
    private final LiveCapture capture;
    private final List<CaptureTarget> targets = new ArrayList<>();
    /** Those that mean no interface that is there now. */
    private final List<InterfaceSelector> unmatched = new ArrayList<>();

    private boolean stopping;

    /**
     * Finds out which interfaces are meant.
     *
     * @throws IOException with a sentence, if one that is named is not there
     */
    LiveInterfaces(InterfaceConfig config, CapturePoints points, Console console) throws IOException {
        this.config = config;
        this.console = console;
        for (InterfaceSelector selector : config.selectors()) {
            List<CaptureTarget> found = selector.find();
            if (found.isEmpty()) {
                unmatched.add(selector);
            }
            for (CaptureTarget target : found) {
                if (!targets.contains(target)) {
                    targets.add(target);
                }
            }
        }
        capture = new LiveCapture(points, options(), expected(), this::tellEnd);
    }

    /** How many interfaces there will be, about. */
    private int expected() {
        boolean grows = config.selectors().stream().anyMatch(InterfaceSelector::grows);
        return Math.max(targets.size(), grows ? FEWEST_IF_MORE_COME : 1);
    }

    private CaptureOptions options() {
        CaptureOptions given = config.capture();
        int share = ALL_BUFFERS / expected();
        int buffer = Math.max(SMALLEST_BUFFER, Math.min(CaptureOptions.USUAL_BUFFER, share));
        return given.bufferBytes() > 0
                ? given
                : new CaptureOptions(
                        given.snapLength(), given.promiscuous(), buffer, given.nanoseconds(), given.filter());
    }

    /**
     * Opens all of them and then gives root's rights away, unless interfaces that appear later are meant too, and no user
     * is named: those will take these rights.
     */
    void open() throws IOException {
        capture.expect(targets);
        for (CaptureTarget target : targets) {
            add(target);
        }
        List<InterfaceSelector> growing =
                config.selectors().stream().filter(InterfaceSelector::grows).toList();
        if (growing.isEmpty() || config.user() != null) {
            if (targets.isEmpty()) {
                throw new IOException("no interface that is up is called " + words());
            }
            dropPrivileges();
        } else {
            growing.stream()
                    .filter(unmatched::contains)
                    .forEach(selector -> console.complain(
                            "no interface that is up matches '" + selector + "' yet: waiting for one"));
            capture.mayGrow(true);
            new InterfaceWatch(growing, capture, console).start();
        }
    }

    private String words() {
        return String.join(
                " or ",
                config.selectors().stream().map(InterfaceSelector::toString).toList());
    }

    private void add(CaptureTarget target) throws IOException {
        try {
            console.complain("listening on " + capture.add(target));
        } catch (FilterException e) {
            throw new IOException(target.pointName() + ": " + e.getMessage(), e);
        } catch (NotPermittedException e) {
            throw new IOException(e.getMessage() + "; this has it:\n  sudo " + config.command(), e);
        }
    }

    /** To the user of {@code -Z}, or to the one who called sudo. Where nobody is named, all stays as it is. */
    private void dropPrivileges() throws IOException {
        Map<String, String> environment = console.environment();
        String user = config.user();
        if (user != null) {
            Privileges.dropTo(user);
        } else if (isNumber(environment.get("SUDO_UID")) && isNumber(environment.get("SUDO_GID"))) {
            Privileges.dropTo(
                    Integer.parseInt(environment.getOrDefault("SUDO_UID", "")),
                    Integer.parseInt(environment.getOrDefault("SUDO_GID", "")),
                    environment.get("SUDO_USER"));
        }
    }

    private static boolean isNumber(@Nullable String text) {
        return text != null
                && !text.isEmpty()
                && text.length() < 10
                && text.chars().allMatch(Character::isDigit);
    }

    /** SIGINT and SIGTERM end the capture, a second one the program; SIGUSR1 tells how much was captured. */
    void obeySignals() {
        Interrupt.heed();
        for (String signal : List.of("INT", "TERM", "HUP")) {
            Signals.register(signal, this::stopOrHalt);
        }
        Signals.register("USR1", this::tellStatistics);
    }

    private void stopOrHalt() {
        synchronized (this) {
            if (stopping) {
                Runtime.getRuntime().halt(INTERRUPTED);
            }
            stopping = true;
        }
        capture.stop();
    }

    LiveCapture capture() {
        return capture;
    }

    /** When no more frames come: it has failed where nobody ended it, but its last interface is gone. */
    ExitStatus status() {
        return capture.isStopped() ? ExitStatus.DONE : ExitStatus.FAILED;
    }

    private void tellEnd(CapturePoint point, String reason) {
        console.complain(point + ": " + reason);
    }

    /** A line a point, in tcpdump's words. */
    void tellStatistics() {
        List<PointStatistics> statistics = capture.statistics();
        if (statistics.isEmpty()) {
            console.complain("0 packets captured, since no interface came");
        }
        for (PointStatistics counts : statistics) {
            console.complain(counts.point() + ": " + counts.captured() + " packets captured, " + counts.received()
                    + " received by filter, " + counts.droppedByKernel() + " dropped by kernel, " + counts.droppedByUs()
                    + " dropped by natlens");
        }
    }

    @Override
    public void close() {
        capture.close();
    }
}
