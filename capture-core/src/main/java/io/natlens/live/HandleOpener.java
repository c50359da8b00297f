package io.natlens.live;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/**
 * Opens interfaces, several at a time where they are known ahead: the kernel takes about 20 ms for each and mostly waits,
 * and a host may have hundreds.
 */
final class HandleOpener {
    private static final int AT_ONCE = 16;

    private final CaptureOptions options;
    private final Map<CaptureTarget, Future<CaptureHandle>> begun = new ConcurrentHashMap<>();

    HandleOpener(CaptureOptions options) {
        this.options = options;
    }

    /** Begins to open interfaces for each of which {@link #open} will be called. */
    void begin(List<CaptureTarget> targets) {
        ExecutorService threads = Executors.newFixedThreadPool(AT_ONCE);
        for (CaptureTarget target : targets) {
            begun.put(target, threads.submit(() -> CaptureHandle.open(target, options)));
        }
        threads.shutdown();
    }

    /** @throws IOException as {@link CaptureHandle#open} */
    CaptureHandle open(CaptureTarget target) throws IOException {
        Future<CaptureHandle> ahead = begun.remove(target);
        return ahead == null ? CaptureHandle.open(target, options) : await(ahead);
    }

    private static CaptureHandle await(Future<CaptureHandle> ahead) throws IOException {
        try {
            return ahead.get();
        } catch (ExecutionException e) {
            if (e.getCause() instanceof IOException failure) {
                throw failure;
            }
            throw new IllegalStateException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new InterruptedIOException("interrupted while an interface was opened");
        }
    }
}
