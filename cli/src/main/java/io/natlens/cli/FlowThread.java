package io.natlens.cli;

import io.natlens.correlate.Flow;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Hands flows to a thread of its own, in their order, so that a report is written while packets are correlated. What waits
 * is bounded: who hands over faster than the thread takes has to wait.
 */
final class FlowThread implements Consumer<Flow>, AutoCloseable {
    /** What is done with each flow. */
    interface Taker {
        void take(Flow flow) throws IOException;
    }

    /** To hand over each flow by itself would cost more than to write it. */
    private static final int BATCH = 32;

    /** Few: what waits while garbage is collected is moved, and is garbage soon after. */
    private static final int QUEUE = 4;

    private static final List<Flow> END = List.of();

    private final ArrayBlockingQueue<List<Flow>> queue = new ArrayBlockingQueue<>(QUEUE);
    private final Taker taker;
    private final Thread thread = new Thread(this::takeAll, "natlens-report");
    private List<Flow> batch = new ArrayList<>(BATCH);
    private volatile @Nullable Throwable failure;
    private volatile boolean givenUp;

    FlowThread(Taker taker) {
        this.taker = taker;
        thread.setDaemon(true);
        thread.start();
    }

    /** @throws UncheckedIOException of what the taker threw for an earlier flow */
    @Override
    public void accept(Flow flow) {
        batch.add(flow);
        if (batch.size() == BATCH) {
            handOver();
        }
    }

    /**
     * Waits until all flows are taken, and ends the thread.
     *
     * @throws UncheckedIOException of what the taker threw
     */
    void finish() {
        handOver();
        put(END);
        try {
            thread.join();
        } catch (InterruptedException e) {
            throw interrupted();
        }
        throwFailure();
    }

    /** Where correlation was given up before {@link #finish}: flows that still wait are forgotten, and the thread ends. */
    @Override
    public void close() {
        givenUp = true;
        queue.clear();
        queue.offer(END);
        try {
            thread.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void handOver() {
        throwFailure();
        if (!batch.isEmpty()) {
            put(batch);
            batch = new ArrayList<>(BATCH);
        }
    }

    private void put(List<Flow> flows) {
        try {
            queue.put(flows);
        } catch (InterruptedException e) {
            throw interrupted();
        }
    }

    private static UncheckedIOException interrupted() {
        Thread.currentThread().interrupt();
        return new UncheckedIOException(new InterruptedIOException("interrupted"));
    }

    private void throwFailure() {
        Throwable thrown = failure;
        if (thrown instanceof IOException io) {
            throw new UncheckedIOException(io);
        }
        if (thrown != null) {
            throw new IllegalStateException("writing the report failed", thrown);
        }
    }

    /** After a failure goes on taking, and forgetting, so that nobody waits for ever. */
    private void takeAll() {
        try {
            for (List<Flow> flows = queue.take(); flows != END; flows = queue.take()) {
                if (failure == null && !givenUp) {
                    take(flows);
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void take(List<Flow> flows) {
        try {
            for (Flow flow : flows) {
                taker.take(flow);
            }
        } catch (IOException | RuntimeException | Error e) {
            failure = e;
        }
    }
}
