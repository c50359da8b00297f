package io.natlens.file;

import io.natlens.frame.CapturePoints;
import io.natlens.frame.ClockOffsets;
import java.io.Closeable;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

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
        List<List<MergedSource.Origin>> families = families(origins, pool);
        long all = size(origins);
        long before = 0;
        List<List<MergedSource.Origin>> shares = new ArrayList<>();
        for (List<MergedSource.Origin> family : families) {
            boolean full = shares.size() * all <= before * MOST_SOURCES;
            if (shares.isEmpty() || families.size() <= MOST_SOURCES || (full && shares.size() < MOST_SOURCES)) {
                shares.add(new ArrayList<>());
            }
            shares.get(shares.size() - 1).addAll(family);
            before += size(family);
        }
        return shares;
    }

    /** Puts captures together that have a text of their kin in common, be it through others. */
    private static List<List<MergedSource.Origin>> families(List<MergedSource.Origin> origins, BufferPool pool) {
        List<List<MergedSource.Origin>> families = new ArrayList<>();
        List<Set<String>> names = new ArrayList<>();
        for (MergedSource.Origin origin : origins) {
            List<MergedSource.Origin> family = new ArrayList<>();
            Set<String> kin = new HashSet<>(origin.kin(pool));
            int place = families.size();
            for (int other = families.size() - 1; other >= 0; other--) {
                if (!Collections.disjoint(names.get(other), kin)) {
                    family.addAll(0, families.remove(other));
                    kin.addAll(names.remove(other));
                    place = other;
                }
            }
            family.add(origin);
            families.add(place, family);
            names.add(place, kin);
        }
        return families;
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

    /** What a user should know though nothing went wrong, as {@link MergedSource#remarks}. */
    public List<String> remarks() {
        List<String> all = new ArrayList<>();
        sources.forEach(source -> all.addAll(source.remarks()));
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
