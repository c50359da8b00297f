package io.natlens.live;

import java.io.IOException;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import org.jspecify.annotations.Nullable;

/**
 * A network namespace.
 *
 * @param label what its capture points have in front of their interfaces' names; empty for the process's own
 * @param file that stands for it (namespaces(7)): {@code /run/netns/NAME}, {@code /proc/PID/ns/net}; null for the
 *     process's own
 */
public record NetworkNamespace(String label, @Nullable String file) {
    /** The one that this process runs in. */
    public static final NetworkNamespace OWN = new NetworkNamespace("", null);

    public boolean isOwn() {
        return file == null;
    }

    /**
     * Does something inside this namespace, in a thread that enters it and ends afterwards: a thread's namespace is for
     * life, and no other work may ever be done in it. Sockets and processes that are opened there stay there.
     */
    <T> T call(Callable<T> work) throws IOException {
        FutureTask<T> task = new FutureTask<>(() -> {
            if (file != null) {
                Libc.enterNetworkNamespace(file);
            }
            return work.call();
        });
        Thread thread = new Thread(task, "natlens-namespace");
        thread.setDaemon(true);
        thread.start();
        try {
            return task.get();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted", e);
        } catch (ExecutionException e) {
            throw asIoException(e.getCause());
        }
    }

    private static IOException asIoException(@Nullable Throwable cause) {
        if (cause instanceof Error error) {
            throw error;
        }
        if (cause instanceof RuntimeException fault) {
            throw fault;
        }
        return cause instanceof IOException failure ? failure : new IOException(String.valueOf(cause), cause);
    }
}
