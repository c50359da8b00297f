package io.natlens.leg;

import org.jspecify.annotations.Nullable;

/**
 * What one end of a TCP connection sent, as one capture point saw it: how much, and how much of it more than once. Counts
 * sequence numbers, not segments, so that it is the same before and behind segmentation offload; SYN and FIN are one each.
 */
public final class SentBytes {
    /** No stack sends a segment again so soon (TCP_RTO_MIN and TCP_TIMEOUT_MIN in include/net/tcp.h), in nanoseconds. */
    public static final long SOONEST_RETRANSMISSION = 2_000_000;

    private final long[] block;
    private final int at;
    private final @Nullable SequenceGaps gaps;

    /** @param at where a row of {@link SentTable} begins */
    SentBytes(long[] block, int at, @Nullable SequenceGaps gaps) {
        this.block = block;
        this.at = at;
        this.gaps = gaps;
    }

    private long word(int number) {
        return block[at + number];
    }

    /** Sequence numbers seen, each as often as it was sent. */
    public long bytes() {
        return word(SentTable.BYTES);
    }

    /** How many of {@link #bytes} had been seen before. */
    public long repeatedBytes() {
        return word(SentTable.REPEATED_BYTES);
    }

    /** Segments of which any number had been seen before. */
    public int repeatedSegments() {
        return (int) word(SentTable.REPEATED_BARE);
    }

    /** Segments without any sequence number: mere acknowledgements. */
    public int bareSegments() {
        return (int) (word(SentTable.REPEATED_BARE) >>> 32);
    }

    private int next() {
        return (int) word(SentTable.NEXT_ACKNOWLEDGED);
    }

    private int acknowledged() {
        return (int) (word(SentTable.NEXT_ACKNOWLEDGED) >>> 32);
    }

    /** Numbers that the other end acknowledged though this point never saw them sent: its capture missed them. */
    public long missed() {
        int acknowledged = acknowledged();
        long behind = acknowledged != 0 && bytes() > 0 ? Math.max(0, acknowledged - next()) : 0;
        return gaps == null ? behind : behind + gaps.below(acknowledged, SentTable.UNSEEN_BEFORE / 2);
    }

    /** Whether this point saw the other end acknowledge all that it saw sent. */
    public boolean isAcknowledged() {
        return acknowledged() != 0 && acknowledged() - next() >= 0;
    }
}
