package io.natlens.file;

import io.natlens.frame.CapturePoint;
import io.natlens.frame.CapturePoints;
import io.natlens.frame.ClockOffsets;
import io.natlens.frame.Frame;
import io.natlens.frame.FrameSource;
import io.natlens.frame.PrintableText;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import java.util.PriorityQueue;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Several captures as one, in the order of their frames' times; at the same time in the order in which they were given.
 *
 * <p>Within one capture the frames keep their order: one that is older than the frame before it comes late. What is
 * damaged ends there and leaves a message, the others go on; {@link #next} itself throws nothing.
 *
 * <p>A frame that several captures have recorded at one capture point comes once: a folder may hold what was captured both
 * interface by interface and all in one file.
 */
public final class MergedSource implements FrameSource {
    /** A capture that can be opened. */
    interface Origin {
        /** What messages call it. */
        String name();

        /** Whether {@link #open} may be called once more after the first source has been closed. */
        boolean opensAgain();

        /** In bytes; 0 where it is not known. */
        long size();

        /**
         * Texts of which two captures have one in common if they may have a capture point in common: the names of the
         * points, and one text for all pcapng files of a folder, which may name points later.
         */
        default Set<String> kin(BufferPool pool) {
            return Set.of(name());
        }

        /** Opens it at its beginning. */
        CaptureReader open(CapturePoints points, BufferPool pool) throws IOException;
    }

    /** More captures than this are not kept open all at once: each waits closed for the time of its first frame. */
    private static final int MAXIMUM_OPEN = 64;

    private final CapturePoints points;
    private final @Nullable ClockOffsets clocks;
    private final BufferPool pool = new BufferPool();
    private final List<String> problems = new ArrayList<>();
    private final List<Head> heads = new ArrayList<>();
    private final PriorityQueue<Head> waiting = new PriorityQueue<>();
    private final List<Head> sameTime = new ArrayList<>();
    private @Nullable Head current;
    private boolean started;

    /** Opens all of them and reads the first frame of each. */
    MergedSource(List<? extends Origin> origins, CapturePoints points, List<String> problems) {
        this(origins, points, problems, ClockOffsets.NONE);
    }

    /** @param clocks by which the frames' times are corrected before they are merged */
    MergedSource(List<? extends Origin> origins, CapturePoints points, List<String> problems, ClockOffsets clocks) {
        this.points = points;
        this.clocks = clocks.differ() ? clocks : null;
        this.problems.addAll(problems);
        boolean many = origins.size() > MAXIMUM_OPEN;
        for (Origin origin : origins) {
            Head head = new Head(origin, heads.size());
            if (open(head)) {
                waiting.add(head);
                if (many && origin.opensAgain()) {
                    close(head);
                    head.source = null;
                }
            }
        }
        current = waiting.poll();
    }

    @Override
    public String name() {
        return heads.size() == 1 ? heads.get(0).origin.name() : heads.size() + " captures";
    }

    /** What went wrong so far, one sentence for each capture that is damaged or could not be opened. */
    public List<String> problems() {
        return List.copyOf(problems);
    }

    @Override
    public boolean next(Frame frame) {
        if (started && current != null && waiting.isEmpty()) {
            return alone(current, frame);
        }
        if (started && current != null) {
            current = advance(current, current.frame) ? earliest(current) : waiting.poll();
        }
        started = true;
        while (current != null && current.source == null && !open(current)) {
            current = waiting.poll();
        }
        if (current == null) {
            return false;
        }
        skipCopies(current);
        frame.set(current.frame);
        return true;
    }

    /** Moves captures on that have the same frame next. */
    private void skipCopies(Head head) {
        Head other = waiting.peek();
        if (other == null || other.frame.timeNanos() != head.frame.timeNanos()) {
            return;
        }
        sameTime.clear();
        while (other != null && other.frame.timeNanos() == head.frame.timeNanos()) {
            sameTime.add(waiting.remove());
            other = waiting.peek();
        }
        // by index: an iterator would be an object for each frame
        for (int i = 0; i < sameTime.size(); i++) {
            Head later = sameTime.get(i);
            boolean there = later.source != null || open(later);
            boolean copy = there && later.frame.isCopyOf(head.frame);
            later.copies += copy ? 1 : 0;
            if (there && (!copy || advance(later, later.frame))) {
                waiting.add(later);
            }
        }
    }

    /** What a user should know though nothing went wrong: a sentence for each capture of which frames were left out. */
    public List<String> remarks() {
        List<String> remarks = new ArrayList<>();
        for (Head head : heads) {
            if (head.copies > 0) {
                remarks.add(PrintableText.of(head.origin.name()) + ": " + head.copies
                        + " of its frames are in another capture as well,"
                        + " of the same capture point and time; they count once");
            }
        }
        return remarks;
    }

    /** The last capture's frames need no comparing and no copying. */
    private boolean alone(Head head, Frame frame) {
        if (advance(head, frame)) {
            return true;
        }
        current = null;
        return false;
    }

    private Head earliest(Head candidate) {
        Head other = waiting.peek();
        if (other == null || candidate.compareTo(other) <= 0) {
            return candidate;
        }
        waiting.poll();
        waiting.add(candidate);
        return other;
    }

    /** Opens the head's capture and moves to its first frame, if it has one. */
    private boolean open(Head head) {
        try {
            head.source = head.origin.open(points, pool);
        } catch (IOException e) {
            problems.add(message(e));
            return false;
        }
        if (!head.listed) {
            head.listed = true;
            heads.add(head);
        }
        return advance(head, head.frame);
    }

    /** Moves the view to the head's next frame, or closes the head. */
    private boolean advance(Head head, Frame frame) {
        CaptureReader source = head.source;
        try {
            if (source != null && source.next(frame)) {
                if (clocks != null) {
                    clocks.correct(frame);
                }
                return true;
            }
        } catch (IOException e) {
            problems.add(message(e));
        }
        close(head);
        return false;
    }

    private void close(Head head) {
        try {
            if (head.source != null) {
                head.source.close();
            }
        } catch (IOException e) {
            problems.add(head.origin.name() + ": " + FileErrors.reason(e));
        }
    }

    private static String message(IOException e) {
        String message = e.getMessage();
        return message == null ? e.toString() : message;
    }

    /** The size of all files together, in bytes; streams, whose size nobody knows, count nothing. */
    public long size() {
        long sum = 0;
        for (Head head : heads) {
            sum += head.size;
        }
        return sum;
    }

    /** How many bytes of {@link #size} have been read. */
    public long bytesRead() {
        long sum = 0;
        for (Head head : heads) {
            sum += head.source == null ? 0 : head.source.bytesRead();
        }
        return sum;
    }

    /** The sum of what the captures say of this point. */
    @Override
    public OptionalLong dropped(CapturePoint point) {
        OptionalLong sum = OptionalLong.empty();
        for (Head head : heads) {
            OptionalLong dropped = head.source == null ? OptionalLong.empty() : head.source.dropped(point);
            if (dropped.isPresent()) {
                sum = OptionalLong.of(sum.orElse(0) + dropped.getAsLong());
            }
        }
        return sum;
    }

    @Override
    public void close() {
        heads.forEach(this::close);
        waiting.clear();
        current = null;
    }

    /** One capture with the frame that is its next. */
    private static final class Head implements Comparable<Head> {
        final Origin origin;
        final Frame frame = new Frame();
        final long size;
        private final int place;

        @Nullable
        CaptureReader source;

        boolean listed;
        /** How many frames were left out since another capture has them. */
        long copies;

        Head(Origin origin, int place) {
            this.origin = origin;
            this.size = origin.size();
            this.place = place;
        }

        @Override
        public int compareTo(Head other) {
            int byTime = Long.compare(frame.timeNanos(), other.frame.timeNanos());
            return byTime != 0 ? byTime : Integer.compare(place, other.place);
        }
    }
}
