package io.natlens.leg;

import io.natlens.frame.CapturePoint;
import java.util.ArrayList;
import java.util.List;

/**
 * What one {@link LegStage} has seen next: up to {@link #CAPACITY} packets as columns, about in the order of time, and
 * what became of legs meanwhile. Filled by one thread, then read by another, then filled again.
 */
public final class Batch {
    /** Two legs of one capture point that a DNS question and its answer show to be the two directions of one connection. */
    public record Answer(Leg question, Leg answer) {}

    /** How many frames a capture point's capture says it dropped so far, at least 1. */
    public record Drops(CapturePoint point, long frames) {}
    /** A tunnel's leg, and a leg that it carries. */
    public record Carried(Leg outer, Leg inner) {}

    public static final int CAPACITY = 1024;

    private final long[] fingerprints = new long[CAPACITY];
    private final long[] times = new long[CAPACITY];
    private final int[] legs = new int[CAPACITY];
    private final int[] lengths = new int[CAPACITY];
    private final byte[] ttls = new byte[CAPACITY];
    private final List<Leg> started = new ArrayList<>();
    private final List<Leg> identified = new ArrayList<>();
    private final List<Answer> answers = new ArrayList<>();
    private final List<Carried> carried = new ArrayList<>();
    private final List<Leg> closed = new ArrayList<>();
    private final List<Leg> ended = new ArrayList<>();
    private final List<Drops> drops = new ArrayList<>();
    private final List<Leg> released = new ArrayList<>();
    private int size;
    private boolean last;
    private long clockNanos;

    void clear() {
        clockNanos = Long.MIN_VALUE;
        size = 0;
        last = false;
        started.clear();
        identified.clear();
        answers.clear();
        carried.clear();
        closed.clear();
        ended.clear();
        drops.clear();
    }

    void add(long fingerprint, long timeNanos, int legAndDirection, int length, int ttl) {
        fingerprints[size] = fingerprint;
        times[size] = timeNanos;
        legs[size] = legAndDirection;
        lengths[size] = length;
        ttls[size] = (byte) ttl;
        size++;
    }

    void pair(Leg question, Leg answer) {
        answers.add(new Answer(question, answer));
    }

    void dropped(CapturePoint point, long frames) {
        drops.add(new Drops(point, frames));
    }

    void carry(Leg outer, Leg inner) {
        carried.add(new Carried(outer, inner));
    }

    void addClosed(Leg leg) {
        closed.add(leg);
    }

    void takeLegsOf(LegTable table) {
        table.drain(started, identified, ended);
    }

    void clock(long nanos) {
        clockNanos = nanos;
    }

    void markLast() {
        last = true;
    }

    boolean isFull() {
        // one frame of a tunnel is two packets
        return size >= CAPACITY - 1;
    }

    /** Gives a leg's number back to the stage, which takes it when it fills this batch again. */
    public void release(Leg leg) {
        released.add(leg);
    }

    /** The legs that have been released by the reader of this batch; empty after the call. */
    void returnLegsTo(LegTable table) {
        // by index: an iterator would be an object for each batch
        for (int i = 0; i < released.size(); i++) {
            table.release(released.get(i).number());
        }
        released.clear();
    }

    /** How many packets there are. */
    public int size() {
        return size;
    }

    /**
     * Up to which time nothing but this batch's packets was seen, where the source paused: nanoseconds since the epoch; long
     * ago where it did not.
     */
    public long clockNanos() {
        return clockNanos;
    }

    /** Whether no batch follows this one. */
    public boolean isLast() {
        return last;
    }

    /** What NAT leaves as it is, in one word; {@link Fingerprint#NONE} for a packet that cannot be compared. */
    public long fingerprint(int packet) {
        return fingerprints[packet];
    }

    /** Nanoseconds since the epoch. */
    public long timeNanos(int packet) {
        return times[packet];
    }

    /** The number of the packet's leg in its stage's table. */
    public int leg(int packet) {
        return legs[packet] >>> 1;
    }

    /** The leg's direction in which the packet went, 0 or 1. */
    public int direction(int packet) {
        return legs[packet] & 1;
    }

    /** The frame's original length in bytes. */
    public int length(int packet) {
        return lengths[packet];
    }

    public int ttl(int packet) {
        return ttls[packet] & 0xff;
    }

    /** Legs that no batch before this one knew; a packet of this batch may be their first. */
    public List<Leg> started() {
        return started;
    }

    /** Legs of which both initial sequence numbers have become known. */
    public List<Leg> identified() {
        return identified;
    }

    /** Legs that belong together though they have no packet in common. */
    public List<Answer> answers() {
        return answers;
    }

    /** What captures dropped, of those that have dropped any. */
    public List<Drops> drops() {
        return drops;
    }

    /** Legs that a tunnel is seen to carry, each direction once and again when its tunnel is another. */
    public List<Carried> carried() {
        return carried;
    }

    /** Legs whose connections TCP has closed, so that {@link Leg#streams what they carried} changes no more. */
    public List<Leg> closed() {
        return closed;
    }

    /** Legs that have ended: no packet after this batch is theirs. */
    public List<Leg> ended() {
        return ended;
    }
}
