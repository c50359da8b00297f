package io.natlens.file;

import io.natlens.frame.CapturePoints;
import io.natlens.frame.ClockOffsets;
import java.io.Closeable;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Captures as a few sources that can be read at the same time, each by a thread of its own. What they have to say of
 * problems and sizes is to be asked before the threads start or after they have ended.
 */
public final class CaptureSet implements Closeable {
    /** More threads than this would only wait for each other. */
    static final int MOST_SOURCES = 8;

    private final List<String> problems;
    private final List<MergedSource> sources = new ArrayList<>();

    private final boolean opensAgain;

    CaptureSet(List<MergedSource.Origin> origins, CapturePoints points, List<String> problems, ClockOffsets clocks) {
        opensAgain = origins.stream().allMatch(MergedSource.Origin::opensAgain);
        this.problems = List.copyOf(problems);
        for (List<MergedSource.Origin> share : shares(origins)) {
            sources.add(new MergedSource(share, points, List.of(), clocks));
        }
    }

    /** Splits the captures, kin together, in the order in which they were given, into shares of about the same size. */
    private static List<List<MergedSource.Origin>> shares(List<MergedSource.Origin> origins) {
        BufferPool pool = new BufferPool();
        Map<String, List<MergedSource.Origin>> kin = new LinkedHashMap<>();
        for (MergedSource.Origin origin : origins) {
            kin.computeIfAbsent(origin.kin(pool), text -> new ArrayList<>()).add(origin);
        }
        long all = size(origins);
        long before = 0;
        List<List<MergedSource.Origin>> shares = new ArrayList<>();
        for (List<MergedSource.Origin> family : kin.values()) {
            boolean full = shares.size() * all <= before * MOST_SOURCES;
            if (shares.isEmpty() || kin.size() <= MOST_SOURCES || (full && shares.size() < MOST_SOURCES)) {
                shares.add(new ArrayList<>());
            }
            shares.get(shares.size() - 1).addAll(family);
            before += size(family);
        }
        return shares;
    }

    private static long size(List<MergedSource.Origin> origins) {
        long sum = 0;
        for (MergedSource.Origin origin : origins) {
            sum += origin.size();
        }
        return sum;
    }

    /** Whether the same captures can be opened once more; streams cannot. */
    public boolean opensAgain() {
        return opensAgain;
    }

    public List<MergedSource> sources() {
        return List.copyOf(sources);
    }

    /** What went wrong so far, one sentence for each capture that is damaged or could not be opened. */
    public List<String> problems() {
        List<String> all = new ArrayList<>(problems);
        for (MergedSource source : sources) {
            all.addAll(source.problems());
        }
        return all;
    }

    /** The size of all files together, in bytes; streams, whose size nobody knows, count nothing. */
    public long size() {
        long sum = 0;
        for (MergedSource source : sources) {
            sum += source.size();
        }
        return sum;
    }

    @Override
    public void close() {
        sources.forEach(MergedSource::close);
    }
}
