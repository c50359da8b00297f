package io.natlens.correlate;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Delays of packets between two legs, in both directions: of each direction one by one up to {@value #MOST} of them, beyond
 * that as a histogram; least and greatest are always exact.
 *
 * <p>Each of the first delays is kept as its distance from the very first, in 31 bits; where one lies 1.07 seconds from it,
 * all of its direction go into the histogram. An {@link Edge} is one of these, where it might have one: there are hundreds
 * of thousands, and each object costs.
 */
class DelaySamples {
    static final int MOST = 32;

    private final SampleBlocks blocks;
    /** The block taken last, of a chain; in them distances from {@link #origin}, with their direction in the lowest bit. */
    private int latest = SampleBlocks.NONE;

    private byte kept0;
    private byte kept1;
    private long origin;
    private @Nullable DelayHistogram histogram0;
    private @Nullable DelayHistogram histogram1;

    /** @param blocks where the samples are to lie */
    DelaySamples(SampleBlocks blocks) {
        this.blocks = blocks;
    }

    final void add(int direction, long nanos) {
        DelayHistogram histogram = histogram(direction);
        if (histogram != null) {
            histogram.add(nanos);
            return;
        }
        origin = size() == 0 ? nanos : origin;
        int sample = (int) (nanos - origin) << 1 | direction;
        boolean near = origin + (sample >> 1) == nanos;
        if (near && kept(direction) < MOST) {
            keep(direction, sample);
        } else {
            intoHistogram(direction).add(nanos);
        }
    }

    private void keep(int direction, int sample) {
        int at = size() % SampleBlocks.SAMPLES;
        if (at == 0) {
            latest = blocks.take(latest);
        }
        blocks.set(latest, at, sample);
        if (direction == 0) {
            kept0++;
        } else {
            kept1++;
        }
    }

    private int size() {
        return kept0 + kept1;
    }

    private int kept(int direction) {
        return direction == 0 ? kept0 : kept1;
    }

    private DelayHistogram intoHistogram(int direction) {
        DelayHistogram made = new DelayHistogram();
        for (int sample : samples(direction)) {
            made.add(delay(sample));
        }
        int[] others = samples(1 - direction);
        release();
        for (int sample : others) {
            keep(1 - direction, sample);
        }
        if (direction == 0) {
            histogram0 = made;
        } else {
            histogram1 = made;
        }
        return made;
    }

    /** Those kept of one direction, the latest first. */
    private int[] samples(int direction) {
        int[] samples = new int[kept(direction)];
        int to = 0;
        int block = latest;
        for (int i = size() - 1; i >= 0; i--) {
            int sample = blocks.get(block, i % SampleBlocks.SAMPLES);
            if ((sample & 1) == direction) {
                samples[to++] = sample;
            }
            if (i % SampleBlocks.SAMPLES == 0) {
                block = blocks.next(block);
            }
        }
        return samples;
    }

    /** Forgets the delays that were kept one by one. */
    final void release() {
        if (latest != SampleBlocks.NONE) {
            blocks.release(latest);
            latest = SampleBlocks.NONE;
        }
        kept0 = 0;
        kept1 = 0;
    }

    private long delay(int sample) {
        return origin + (sample >> 1);
    }

    private @Nullable DelayHistogram histogram(int direction) {
        return direction == 0 ? histogram0 : histogram1;
    }

    final long count(int direction) {
        DelayHistogram histogram = histogram(direction);
        return histogram == null ? kept(direction) : histogram.count();
    }

    /**
     * A direction's delays as a value, or null if there are none. 99 % of them are no longer than what is called so
     * (nearest rank).
     *
     * @param sign -1 to turn each delay's sign
     */
    @Nullable
    final Delay summary(int direction, int sign) {
        long count = count(direction);
        if (count == 0) {
            return null;
        }
        int[] sorted = sorted(direction);
        long last = count - 1;
        long middle = last / 2;
        long high = (count * 99 + 99) / 100 - 1;
        long least = ofRank(0, direction, sorted);
        long most = ofRank(last, direction, sorted);
        if (sign > 0) {
            return new Delay(count, least, ofRank(middle, direction, sorted), ofRank(high, direction, sorted), most);
        }
        return new Delay(
                count,
                -most,
                -ofRank(last - middle, direction, sorted),
                -ofRank(last - high, direction, sorted),
                -least);
    }

    /** Of an even number the lower of the two in the middle; 0 if there are none. */
    final long median(int direction) {
        long count = count(direction);
        return count == 0 ? 0 : ofRank((count - 1) / 2, direction, sorted(direction));
    }

    private int[] sorted(int direction) {
        int[] sorted = samples(direction);
        Arrays.sort(sorted);
        return sorted;
    }

    /** The delay of this rank, 0 being that of the least. */
    private long ofRank(long rank, int direction, int[] sorted) {
        DelayHistogram histogram = histogram(direction);
        return histogram == null ? delay(sorted[(int) rank]) : histogram.ofRank(rank);
    }
}
