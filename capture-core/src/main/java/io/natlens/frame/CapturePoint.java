package io.natlens.frame;

import org.jspecify.annotations.Nullable;

/**
 * One interface in one network namespace, as one source sees it.
 *
 * <p>Made by {@link CapturePoints} only, which gives each its number; so two of them are the same exactly when they are
 * the same object.
 */
public final class CapturePoint {
    private final int number;
    private final String name;
    private final LinkType linkType;
    private final int snapLength;
    private final String description;
    private final @Nullable CapturePoint any;

    CapturePoint(
            int number,
            String name,
            LinkType linkType,
            int snapLength,
            String description,
            @Nullable CapturePoint any) {
        this.number = number;
        this.name = name;
        this.linkType = linkType;
        this.snapLength = snapLength;
        this.description = description;
        this.any = any;
    }

    /** A dense number from 0, the index of this point in {@link CapturePoints#all()}. */
    public int number() {
        return number;
    }

    /** The interface's name, with its namespace or container in front where that is not the host's: {@code web:eth0}. */
    public String name() {
        return name;
    }

    public LinkType linkType() {
        return linkType;
    }

    /** The largest number of bytes kept of a frame, 1 to 2^31-1; the latter where the source knows no limit. */
    public int snapLength() {
        return snapLength;
    }

    /** pcapng's if_description, or the empty string. */
    public String description() {
        return description;
    }

    /** The point that its frames say they come from: itself, or the {@code any} capture of which it is one interface. */
    public CapturePoint capture() {
        return any == null ? this : any;
    }

    @Override
    public String toString() {
        return name;
    }
}
