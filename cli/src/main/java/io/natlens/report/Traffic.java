package io.natlens.report;

import io.natlens.frame.CapturePoint;
import io.natlens.frame.Frame;
import java.util.Arrays;
import java.util.List;

/**
 * Bytes at each capture point over time, in at most {@value #MOST_SLOTS} slots of the same width, which doubles whenever
 * frames lie farther apart. Makes no object for a frame. For use by one thread at a time.
 */
public final class Traffic {
    static final int MOST_SLOTS = 240;

    private static final long FINEST_NANOS = 1_000_000;

    private long slotNanos = FINEST_NANOS;
    /** The number, since the epoch, of the first slot. */
    private long firstSlot = Long.MIN_VALUE;

    private long[][] bytes = new long[0][];

    /** Counts a frame by its original length. */
    public void count(Frame frame) {
        add(frame.capturePoint().number(), frame.timeNanos(), frame.originalLength());
    }

    void add(int point, long timeNanos, long length) {
        if (firstSlot == Long.MIN_VALUE) {
            firstSlot = Math.floorDiv(timeNanos, slotNanos);
        }
        while (Math.floorDiv(timeNanos, slotNanos) - firstSlot >= MOST_SLOTS) {
            widen();
        }
        while (Math.floorDiv(timeNanos, slotNanos) < firstSlot) {
            reachBack();
        }
        if (point >= bytes.length) {
            int before = bytes.length;
            bytes = Arrays.copyOf(bytes, point + 1);
            for (int i = before; i < bytes.length; i++) {
                bytes[i] = new long[MOST_SLOTS];
            }
        }
        bytes[point][(int) (Math.floorDiv(timeNanos, slotNanos) - firstSlot)] += length;
    }

    private void widen() {
        long wider = Math.floorDiv(firstSlot, 2);
        for (long[] slots : bytes) {
            for (int i = 0; i < MOST_SLOTS; i++) {
                long length = slots[i];
                slots[i] = 0;
                slots[(int) (Math.floorDiv(firstSlot + i, 2) - wider)] += length;
            }
        }
        firstSlot = wider;
        slotNanos *= 2;
    }

    /** Makes room for frames that are earlier than all before: half of all slots, in front. */
    private void reachBack() {
        widen();
        int room = MOST_SLOTS / 2 - 1;
        for (long[] slots : bytes) {
            System.arraycopy(slots, 0, slots, room, MOST_SLOTS - room);
            Arrays.fill(slots, 0, room, 0);
        }
        firstSlot -= room;
    }

    /** The sum of what several have counted. */
    public static Traffic sum(List<Traffic> parts) {
        Traffic sum = new Traffic();
        for (Traffic part : parts) {
            for (int point = 0; point < part.bytes.length; point++) {
                for (int slot = 0; slot < MOST_SLOTS; slot++) {
                    if (part.bytes[point][slot] > 0) {
                        sum.add(point, (part.firstSlot + slot) * part.slotNanos, part.bytes[point][slot]);
                    }
                }
            }
        }
        while (parts.stream().anyMatch(part -> part.slotNanos > sum.slotNanos) && sum.slotNanos > 0) {
            sum.widen();
        }
        return sum;
    }

    /** How long a slot is, in nanoseconds. */
    long slotNanos() {
        return slotNanos;
    }

    /** When a slot begins, in nanoseconds since the epoch. */
    long startNanos(int slot) {
        return (firstSlot + slot) * slotNanos;
    }

    long bytes(CapturePoint point, int slot) {
        return point.number() < bytes.length ? bytes[point.number()][slot] : 0;
    }

    long bytes(CapturePoint point) {
        return point.number() < bytes.length
                ? Arrays.stream(bytes[point.number()]).sum()
                : 0;
    }

    /** How many slots there are up to the last that has any bytes. */
    int slots() {
        int slots = 0;
        for (long[] point : bytes) {
            for (int slot = slots; slot < MOST_SLOTS; slot++) {
                slots = point[slot] > 0 ? slot + 1 : slots;
            }
        }
        return slots;
    }

    /** The first slot that has any bytes; 0 if none has. */
    int firstUsed() {
        int first = slots();
        for (long[] point : bytes) {
            for (int slot = 0; slot < first; slot++) {
                first = point[slot] > 0 ? slot : first;
            }
        }
        return first;
    }
}
