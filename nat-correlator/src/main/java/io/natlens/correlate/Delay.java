package io.natlens.correlate;

/**
 * How long packets took from one capture point to the next, in nanoseconds. Negative only where the clocks of the two
 * points differ.
 *
 * @param packets how many packets were measured, at least 1
 */
public record Delay(long packets, long min, long median, long p99, long max) {}
