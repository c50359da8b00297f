package io.natlens.report;

import io.natlens.correlate.FlowIndex;
import io.natlens.correlate.PointSummary;
import io.natlens.decode.Observation;
import io.natlens.explain.Verdict;
import io.natlens.file.FileErrors;
import io.natlens.file.PcapngWriter;
import io.natlens.frame.CapturePoint;
import io.natlens.frame.Frame;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * All frames of all capture points in one pcapng file, in the order of their corrected times, each with a comment that says
 * to which flow it belongs, where on its way it was seen, and what became of it. Comments that were there stay, behind it.
 *
 * <p>Of every flow it holds some 300 bytes in memory, as the packets of all are told apart at the end.
 */
public final class AnnotatedCapture implements ReportWriter {
    private final Path file;
    private final PacketPass pass;
    private final FlowIndex index = new FlowIndex();
    /** By the flow's number, less one; flows need not come in the order of their numbers. */
    private final List<@Nullable FlowNote> notes = new ArrayList<>();

    private final HopTimes times = new HopTimes();
    private final ContainerNames names;
    /** What is said of the packet that carries a tunnel, until that inside it comes. */
    private @Nullable String outer;

    /** Nothing is written before {@link #finish}. */
    public AnnotatedCapture(Path file, ReportContext context, PacketPass pass) {
        this.file = file;
        this.pass = pass;
        names = new ContainerNames(context.roles());
    }

    @Override
    public void add(Verdict verdict) {
        index.add(verdict.id(), verdict.translated().flow());
        while (notes.size() < verdict.id()) {
            notes.add(null);
        }
        notes.set((int) verdict.id() - 1, FlowNote.of(verdict));
        names.add(verdict);
    }

    @Override
    public void finish(Summary summary) throws IOException {
        try (PcapngWriter out = new PcapngWriter(file.toString(), open(), PcapngWriter.Origin.UNKNOWN)) {
            out.names(names.names());
            for (PointSummary point : summary.capturePoints()) {
                if (point.dropped().isPresent()) {
                    out.dropped(point.capturePoint(), point.dropped().getAsLong());
                }
            }
            pass.read(index, (frame, packet, point, place) -> take(frame, packet, point, place, out));
        }
    }

    private FileChannel open() throws IOException {
        try {
            return FileChannel.open(
                    file, StandardOpenOption.CREATE, StandardOpenOption.TRUNCATE_EXISTING, StandardOpenOption.WRITE);
        } catch (IOException e) {
            throw new IOException(file + ": " + FileErrors.reason(e), e);
        }
    }

    private void take(Frame frame, Observation packet, CapturePoint point, long place, PcapngWriter out)
            throws IOException {
        String comment = comment(frame, packet, point, place);
        if (outer == null && packet.innerOffset() != 0) {
            outer = comment;
            return;
        }
        comment = joined(outer == null ? "" : outer, comment);
        outer = null;
        String before = frame.comment();
        comment = joined(comment, before == null ? "" : before);
        frame.comment(comment.isEmpty() ? null : comment);
        out.write(frame);
    }

    private String comment(Frame frame, Observation packet, CapturePoint point, long place) {
        if (place == FlowIndex.NONE) {
            return "";
        }
        String since = times.since(packet, point, place, frame.timeNanos());
        FlowNote note = Objects.requireNonNull(notes.get((int) FlowIndex.flow(place) - 1));
        return note.comment(place, since);
    }

    private static String joined(String comment, String other) {
        return comment.isEmpty() || other.isEmpty() ? comment + other : comment + "\n" + other;
    }

    @Override
    public void close() {
        // the file is open within finish() only
    }
}
