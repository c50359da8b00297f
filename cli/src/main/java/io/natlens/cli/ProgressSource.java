package io.natlens.cli;

import io.natlens.file.MergedSource;
import io.natlens.frame.Frame;

/** A source that says now and then how much of it has been read. */
final class ProgressSource extends WatchedSource {
    private static final int FRAMES_BETWEEN_LOOKS = 1 << 14;

    private final MergedSource source;
    private final Progress progress;
    private final int number;
    private long frames;

    /** @param number of the source among all whose progress is shown, from 0 */
    ProgressSource(MergedSource source, Progress progress, int number) {
        super(source);
        this.source = source;
        this.progress = progress;
        this.number = number;
    }

    @Override
    public boolean next(Frame frame) {
        boolean more = source.next(frame);
        if (!more) {
            progress.ended();
        } else if (++frames % FRAMES_BETWEEN_LOOKS == 0) {
            progress.read(number, source.bytesRead());
        }
        return more;
    }
}
