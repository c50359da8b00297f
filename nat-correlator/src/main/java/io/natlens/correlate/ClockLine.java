package io.natlens.correlate;

import io.natlens.frame.Clock;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * A straight line through offsets of a clock over time: its slope is the median of the slopes between any two of them
 * (Theil and Sen's estimator), which a few packets that were held up do not move.
 */
final class ClockLine {
    private static final int MOST_WINDOWS = 64;

    /** The kernel's clock is adjusted by no more (MAXFREQ in include/linux/timex.h): what is steeper is no drift. */
    private static final double STEEPEST = 500e-6;

    /** How many times its standard error a drift must be to be told. */
    private static final double CLEAR = 4;

    private static final int LEAST = 4;
    /** From the median of absolute deviations to the standard deviation, of normally distributed values. */
    private static final double DEVIATION = 1.4826;

    private final List<ClockSample> samples;
    private final long reference;

    /** @param all at least one */
    ClockLine(List<ClockSample> all) {
        samples = quickest(all);
        reference = samples.get(0).timeNanos();
    }

    /** Of each window of time the sample with the shortest round trip, without those that took far longer than others. */
    private static List<ClockSample> quickest(List<ClockSample> all) {
        long first = all.stream().mapToLong(ClockSample::timeNanos).min().orElse(0);
        long last = all.stream().mapToLong(ClockSample::timeNanos).max().orElse(0);
        long window = (last - first) / MOST_WINDOWS + 1;
        Map<Long, ClockSample> best = new TreeMap<>();
        for (ClockSample sample : all) {
            best.merge(
                    (sample.timeNanos() - first) / window,
                    sample,
                    (a, b) -> b.roundTripNanos() < a.roundTripNanos() ? b : a);
        }
        return ClockSample.quickest(best.values());
    }

    /** The clock, without a drift where the offsets show none clearly. */
    Clock clock() {
        double slope = slope();
        double drift = isClear(slope) ? slope : 0;
        return new Clock(reference, Math.round(median(residuals(drift))), drift);
    }

    private double slope() {
        double[] slopes = new double[samples.size() * (samples.size() - 1) / 2];
        int found = 0;
        for (int i = 0; i < samples.size(); i++) {
            for (int j = 0; j < i; j++) {
                double seconds = since(i) - since(j);
                if (seconds != 0) {
                    long gained = samples.get(i).offsetNanos() - samples.get(j).offsetNanos();
                    slopes[found++] = gained / seconds;
                }
            }
        }
        return found == 0 ? 0 : median(Arrays.copyOf(slopes, found));
    }

    /** Nanoseconds since the reference. */
    private double since(int sample) {
        return samples.get(sample).timeNanos() - reference;
    }

    private double[] residuals(double slope) {
        double[] residuals = new double[samples.size()];
        for (int i = 0; i < residuals.length; i++) {
            residuals[i] = samples.get(i).offsetNanos() - slope * since(i);
        }
        return residuals;
    }

    /** Whether the slope is more than the samples' scatter may make by chance. */
    private boolean isClear(double slope) {
        int count = samples.size();
        if (count < LEAST || Math.abs(slope) > STEEPEST) {
            return false;
        }
        double[] residuals = residuals(slope);
        double middle = median(residuals);
        double meanTime = 0;
        for (int i = 0; i < count; i++) {
            meanTime += since(i) / count;
        }
        double squares = 0;
        for (int i = 0; i < count; i++) {
            residuals[i] = Math.abs(residuals[i] - middle);
            squares += (since(i) - meanTime) * (since(i) - meanTime);
        }
        double error = DEVIATION * median(residuals) / Math.sqrt(squares);
        return squares > 0 && Math.abs(slope) > CLEAR * error;
    }

    private static double median(double[] values) {
        double[] sorted = values.clone();
        Arrays.sort(sorted);
        int middle = sorted.length / 2;
        return sorted.length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
    }
}
