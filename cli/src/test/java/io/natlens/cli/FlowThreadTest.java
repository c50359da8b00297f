package io.natlens.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.natlens.correlate.Evidence;
import io.natlens.correlate.Flow;
import io.natlens.leg.FiveTuple;
import io.natlens.wire.IpAddress;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Flows on their way to a report. Where a thread would wait for ever, the test ends after a minute. */
@Timeout(60)
final class FlowThreadTest {
    private static final int MANY = 5000;
    /** So many may wait before anybody has to. */
    private static final int FEW = 150;

    private static Flow flow(long id) {
        FiveTuple tuple = new FiveTuple(6, IpAddress.parse("10.0.0.1"), 1024, IpAddress.parse("10.0.0.2"), 80);
        Evidence evidence = new Evidence(0, 0, Set.of(), 1, List.of(), 0);
        return new Flow(
                id, tuple, tuple, true, List.of(), List.of(), false, false, List.of(), evidence, List.of(), List.of());
    }

    @Test
    void takesAllInTheirOrderInAThreadOfItsOwn() {
        List<Long> taken = new ArrayList<>();
        List<Long> given = new ArrayList<>();
        List<Thread> threads = new ArrayList<>();
        try (FlowThread flows = new FlowThread(flow -> {
            taken.add(flow.id());
            threads.add(Thread.currentThread());
        })) {
            for (long id = 1; id <= MANY; id++) {
                given.add(id);
                flows.accept(flow(id));
            }
            flows.finish();
        }

        assertEquals(given, taken);
        assertEquals(1, threads.stream().distinct().count());
        assertFalse(threads.contains(Thread.currentThread()));
    }

    @Test
    void whatTheTakerThrowsReachesTheGiverWhoNeverWaitsForEver() {
        IOException full = new IOException("No space left on device");
        try (FlowThread flows = new FlowThread(flow -> {
            throw full;
        })) {
            UncheckedIOException thrown = assertThrows(UncheckedIOException.class, () -> {
                for (long id = 1; id <= MANY; id++) {
                    flows.accept(flow(id));
                }
                flows.finish();
            });
            assertEquals(full, thrown.getCause());
        }
    }

    @Test
    void aFaultOfTheLastFlowIsToldAtTheEnd() {
        try (FlowThread flows = new FlowThread(flow -> {
            throw new IllegalArgumentException("fault");
        })) {
            flows.accept(flow(1));
            assertThrows(IllegalStateException.class, flows::finish);
        }
    }

    @Test
    void closedBeforeTheEndItForgetsWhatWaits() throws Exception {
        List<Long> taken = new ArrayList<>();
        CountDownLatch taking = new CountDownLatch(1);
        CountDownLatch closing = new CountDownLatch(1);
        FlowThread flows = new FlowThread(flow -> {
            taken.add(flow.id());
            taking.countDown();
            awaitQuietly(closing);
        });
        for (long id = 1; id <= FEW; id++) {
            flows.accept(flow(id));
        }
        // a thread that has not begun to take could end before anybody sees the closer wait for it
        taking.await();
        Thread closer = new Thread(flows::close);
        closer.start();
        while (closer.getState() != Thread.State.WAITING) {
            Thread.sleep(1);
        }
        closing.countDown();
        closer.join();

        assertTrue(taken.size() < FEW / 2, () -> taken.size() + " of " + FEW);
    }

    private static void awaitQuietly(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
