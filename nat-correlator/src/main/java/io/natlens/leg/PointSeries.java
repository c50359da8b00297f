package io.natlens.leg;

import io.natlens.frame.CapturePoint;
import java.util.Arrays;
import java.util.List;

/**
 * Amounts at each capture point over time, in at most {@value #MOST_SLOTS} slots of the same width, which doubles whenever
 * times lie farther apart. Makes no object for an amount. For use by one thread at a time.
 */
public final class PointSeries {
    /** How many slots there are. */
    public static final int MOST_SLOTS = 240;

    private static final long FINEST_NANOS = 1_000_000;

    private long slotNanos = FINEST_NANOS;
    /** The number, since the epoch, of the first slot. */
    private long firstSlot = Long.MIN_VALUE;

    private long[][] amounts = new long[0][];

    /**
     * Adds to what there is.
     *
     * @param point the capture point's number
     * @param timeNanos nanoseconds since the epoch
     */
    public void add(int point, long timeNanos, long amount) {
        if (firstSlot == Long.MIN_VALUE) {
            firstSlot = Math.floorDiv(timeNanos, slotNanos);
        }
        while (Math.floorDiv(timeNanos, slotNanos) - firstSlot >= MOST_SLOTS) {
            widen();
        }
        while (Math.floorDiv(timeNanos, slotNanos) < firstSlot) {
            reachBack();
        }
        if (point >= amounts.length) {
            int before = amounts.length;
            amounts = Arrays.copyOf(amounts, point + 1);
            for (int i = before; i < amounts.length; i++) {
                amounts[i] = new long[MOST_SLOTS];
            }
        }
        amounts[point][(int) (Math.floorDiv(timeNanos, slotNanos) - firstSlot)] += amount;
    }

    private void widen() {
        long wider = Math.floorDiv(firstSlot, 2);
        for (long[] slots : amounts) {
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
        for (long[] slots : amounts) {
            System.arraycopy(slots, 0, slots, room, MOST_SLOTS - room);
            Arrays.fill(slots, 0, room, 0);
        }
        firstSlot -= room;
    }

    /** The sum of what several have counted. */
    public static PointSeries sum(List<PointSeries> parts) {
        PointSeries sum = new PointSeries();
        for (PointSeries part : parts) {
            for (int point = 0; point < part.amounts.length; point++) {
                for (int slot = 0; slot < MOST_SLOTS; slot++) {
                    if (part.amounts[point][slot] > 0) {
                        sum.add(point, (part.firstSlot + slot) * part.slotNanos, part.amounts[point][slot]);
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
    public long slotNanos() {
        return slotNanos;
    }

    /** When a slot begins, in nanoseconds since the epoch. */
    public long startNanos(int slot) {
        return (firstSlot + slot) * slotNanos;
    }

    /** What there is of a point in a slot. */
    public long amount(CapturePoint point, int slot) {
        return point.number() < amounts.length ? amounts[point.number()][slot] : 0;
    }

    /** All that there is of a point. */
    public long amount(CapturePoint point) {
        return point.number() < amounts.length
                ? Arrays.stream(amounts[point.number()]).sum()
                : 0;
    }

    /** How many slots there are up to the last that has any. */
    public int slots() {
        int slots = 0;
        for (long[] point : amounts) {
            for (int slot = slots; slot < MOST_SLOTS; slot++) {
                slots = point[slot] > 0 ? slot + 1 : slots;
            }
        }
        return slots;
    }

    /** The first slot that has any; 0 if none has. */
    public int firstUsed() {
        int first = slots();
        for (long[] point : amounts) {
            for (int slot = 0; slot < first; slot++) {
                first = point[slot] > 0 ? slot : first;
            }
        }
        return first;
    }
}
