package io.natlens.file;

import io.natlens.frame.CapturePoint;
import io.natlens.frame.CapturePoints;
import io.natlens.frame.LinkType;
import io.natlens.frame.PrintableText;
import org.jspecify.annotations.Nullable;

/**
 * What an interface description block says, and the capture point that it became.
 *
 * <pre>
 *   0  link type
 *   2  reserved
 *   4  snap length, 0 is no limit
 *   8  options
 * </pre>
 *
 * <p>Source: draft-ietf-opsawg-pcapng, section 4.2.
 */
final class PcapngInterface {
    static final int FIXED_LENGTH = 8;

    private static final int MICROSECONDS = 6;

    private final int number;
    private final LinkType linkType;
    private final int snapLength;
    private final @Nullable String name;
    private final String description;
    private final TimestampResolution resolution;
    private final int maximumCapturedLength;
    private @Nullable CapturePoint point;

    private long packetDrops;
    private long statisticsDrops = -1;

    /**
     * Reads a block that has been loaded.
     *
     * @param number the interface's number in its section, from 0
     */
    PcapngInterface(int number, PcapngBlocks blocks, PcapngOptions options) throws CaptureFormatException {
        this.number = number;
        linkType = LinkTypes.ofFile(blocks.shortNumber(0));
        snapLength = blocks.number(4);
        maximumCapturedLength = LinkTypes.maximumCapturedLength(linkType, snapLength);
        String foundName = null;
        String foundDescription = "";
        int ticks = MICROSECONDS;
        long offsetSeconds = 0;
        options.from(FIXED_LENGTH);
        while (options.next()) {
            if (options.code() == Pcapng.IF_NAME) {
                foundName = options.text();
            } else if (options.code() == Pcapng.IF_DESCRIPTION) {
                foundDescription = options.text();
            } else if (options.is(Pcapng.IF_TSRESOL, 1)) {
                ticks = options.byteValue();
            } else if (options.is(Pcapng.IF_TSOFFSET, Long.BYTES)) {
                offsetSeconds = options.longValue();
            }
        }
        if (options.damaged()) {
            throw blocks.damage("an option is longer than its block");
        }
        name = foundName == null || foundName.isBlank() ? null : PrintableText.of(foundName);
        description = foundDescription;
        resolution = new TimestampResolution(ticks, offsetSeconds);
    }

    /** What tells the interfaces of one file apart, over all its sections. */
    String identity() {
        return (name == null ? "#" + number : name) + "/" + linkType.number();
    }

    /** Names the capture point. */
    void becomePoint(CapturePoints points, PointName names, boolean alone) {
        point = points.named(names.ofInterface(name, number, alone), linkType, snapLength, description);
    }

    CapturePoint point() {
        if (point == null) {
            throw new IllegalStateException("the interface has not become a capture point yet");
        }
        return point;
    }

    int maximumCapturedLength() {
        return maximumCapturedLength;
    }

    /** How much of a frame of this length was kept, where its block does not say. */
    int kept(int originalLength) {
        return snapLength <= 0 ? originalLength : Math.min(originalLength, snapLength);
    }

    long nanos(long ticks) {
        return resolution.nanos(ticks);
    }

    /**
     * A packet says that so many were lost between it and the one before.
     *
     * @return how many more that makes than were known
     */
    long addDrops(long count) {
        long before = drops();
        packetDrops += count;
        return drops() - before;
    }

    /**
     * Statistics say that so many have been lost since the beginning, which is worth more than what packets say.
     *
     * @return how many more that makes than were known
     */
    long setDrops(long count) {
        long before = drops();
        statisticsDrops = Math.max(statisticsDrops, count);
        return drops() - before;
    }

    private long drops() {
        return statisticsDrops >= 0 ? statisticsDrops : packetDrops;
    }
}
