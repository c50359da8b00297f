package io.natlens.frame;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * All capture points of one run, numbered in the order in which they were first named. Safe for use by several threads.
 */
public final class CapturePoints {
    /** No host has more interfaces; a file may say that each frame came by another. */
    static final int MOST_INTERFACES = 4096;

    private final List<CapturePoint> points = new ArrayList<>();
    private final Map<String, CapturePoint> byName = new HashMap<>();
    /** From a point to another that was captured together with it, and so on to the one that stands for all of them. */
    private final Map<CapturePoint, CapturePoint> together = new HashMap<>();
    /** How many are interfaces of {@code any} captures. */
    private int interfaces;

    /**
     * The capture point of this name and link type, made if it is new: the files of a rotated capture, or the sections
     * of a pcapng file, share theirs. Where the name is taken by another link type, the link type is put behind it.
     *
     * @param snapLength in bytes; 0 means that the source knows no limit
     */
    public synchronized CapturePoint named(String name, LinkType linkType, int snapLength, String description) {
        return named(name, linkType, snapLength, description, null);
    }

    /**
     * One interface of an {@code any} capture, by the interface index that its frames carry; the capture itself for those
     * beyond the first {@value #MOST_INTERFACES} of all.
     */
    public synchronized CapturePoint interfaceOf(CapturePoint any, int index) {
        String name = any.name() + "@if" + index;
        if (interfaces == MOST_INTERFACES && !byName.containsKey(name)) {
            return any;
        }
        int before = points.size();
        CapturePoint point = named(name, any.linkType(), any.snapLength(), "", any);
        interfaces += points.size() - before;
        return point;
    }

    private CapturePoint named(
            String name, LinkType linkType, int snapLength, String description, @Nullable CapturePoint any) {
        CapturePoint sameName = byName.get(name);
        if (sameName == null) {
            return add(name, linkType, snapLength, description, any);
        }
        if (sameName.linkType().equals(linkType)) {
            return sameName;
        }
        String longer = name + "/" + linkType;
        CapturePoint known = byName.get(longer);
        return known != null ? known : add(longer, linkType, snapLength, description, any);
    }

    private CapturePoint add(
            String name, LinkType linkType, int snapLength, String description, @Nullable CapturePoint any) {
        int limit = snapLength <= 0 ? Integer.MAX_VALUE : snapLength;
        CapturePoint made = new CapturePoint(points.size(), name, linkType, limit, description, any);
        points.add(made);
        byName.put(name, made);
        return made;
    }

    /** Notes that two points were captured together, so that one clock shows the times of both. */
    public synchronized void join(CapturePoint a, CapturePoint b) {
        CapturePoint of = standing(a);
        CapturePoint others = standing(b);
        if (of != others) {
            together.put(others, of);
        }
    }

    /** Whether the two points are known to have been captured together. */
    public synchronized boolean areJoined(CapturePoint a, CapturePoint b) {
        return standing(a) == standing(b);
    }

    private CapturePoint standing(CapturePoint point) {
        CapturePoint standing = point;
        for (CapturePoint next = together.get(point); next != null; next = together.get(next)) {
            standing = next;
        }
        if (standing != point) {
            // the way is short the next time
            together.put(point, standing);
        }
        return standing;
    }

    /** How many points have been named until now. */
    public synchronized int size() {
        return points.size();
    }

    /** A snapshot: every point that has been named until now, by number. */
    public synchronized List<CapturePoint> all() {
        return List.copyOf(points);
    }
}
