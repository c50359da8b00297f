package io.natlens.leg;

import org.jspecify.annotations.Nullable;

/**
 * What one end of a TCP connection sent, as one capture point saw it: how much, and how much of it more than once. Counts
 * sequence numbers, not segments, so that it is the same before and behind segmentation offload; SYN and FIN are one each.
 */
public final class SentBytes {
    /** Of this many numbers before the first that were seen it is not known whether they had been sent. */
    private static final int UNSEEN_BEFORE = 1 << 30;

    private long bytes;
    private long repeatedBytes;
    private int repeatedSegments;
    private int bareSegments;
    private int acknowledged;
    /** Behind the highest number seen. */
    private int next;
    /** Numbers below {@link #next} that were not seen, in their order; null where there never were any. */
    private @Nullable SequenceGaps gaps;

    /** Takes a segment without data, SYN or FIN. */
    void seeBare() {
        bareSegments++;
    }

    /** Takes the acknowledgement number of a segment of the other end. */
    void acknowledge(int number) {
        if (acknowledged == 0 || number - acknowledged > 0) {
            acknowledged = number;
        }
    }

    /**
     * Takes the sequence numbers of a segment.
     *
     * @param length at least 1
     * @param syn whether nothing was sent before
     * @return how many of them had been seen before; {@link #repeat} is then to be called unless it is a copy
     */
    int see(int sequence, int length, boolean syn) {
        int end = sequence + length;
        if (bytes == 0) {
            next = end;
            if (!syn) {
                addGap(sequence - UNSEEN_BEFORE, sequence);
            }
            bytes = length;
            return 0;
        }
        int highest = next;
        if (end - highest > 0) {
            next = end;
        }
        if (sequence - highest >= 0) {
            if (sequence != highest) {
                addGap(highest, sequence);
            }
            bytes += length;
            return 0;
        }
        int known = (end - highest > 0 ? highest : end) - sequence;
        int repeated = known - (gaps == null ? 0 : gaps.fill(sequence, sequence + known));
        bytes += length - repeated;
        return repeated;
    }

    /** Notes that so many numbers of a segment were sent again. */
    void repeat(int again) {
        bytes += again;
        repeatedBytes += again;
        repeatedSegments++;
    }

    private void addGap(int from, int to) {
        gaps = gaps == null ? new SequenceGaps() : gaps;
        gaps.add(from, to);
    }

    /** Sequence numbers seen, each as often as it was sent. */
    public long bytes() {
        return bytes;
    }

    /** How many of {@link #bytes} had been seen before. */
    public long repeatedBytes() {
        return repeatedBytes;
    }

    /** Segments of which any number had been seen before. */
    public int repeatedSegments() {
        return repeatedSegments;
    }

    /** Segments without any sequence number: mere acknowledgements. */
    public int bareSegments() {
        return bareSegments;
    }

    /** Numbers that the other end acknowledged though this point never saw them sent: its capture missed them. */
    public long missed() {
        long behind = acknowledged != 0 && bytes > 0 ? Math.max(0, acknowledged - next) : 0;
        return gaps == null ? behind : behind + gaps.below(acknowledged, UNSEEN_BEFORE / 2);
    }

    /** Whether this point saw the other end acknowledge all that it saw sent. */
    public boolean isAcknowledged() {
        return acknowledged != 0 && acknowledged - next >= 0;
    }
}
