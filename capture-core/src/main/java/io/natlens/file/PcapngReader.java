package io.natlens.file;

import io.natlens.frame.CapturePoint;
import io.natlens.frame.CapturePoints;
import io.natlens.frame.Frame;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.OptionalLong;
import java.util.Set;

/**
 * The frames of a pcapng file. Interfaces become capture points when the first packet behind their descriptions, or the
 * end of their section, shows how many there are.
 *
 * <p>Source: draft-ietf-opsawg-pcapng, section 4.
 */
final class PcapngReader extends CaptureReader {
    /** More than any host has; a file that describes more is damaged or malicious. */
    private static final int MAXIMUM_INTERFACES = 65_536;

    private static final int SECTION_HEADER_FIXED_LENGTH = 16;
    private static final int PACKET_FIXED_LENGTH = 20;
    private static final int SIMPLE_PACKET_FIXED_LENGTH = 4;
    private static final int STATISTICS_FIXED_LENGTH = 12;

    /** The obsolete packet block's drop count where it is not known. */
    private static final int DROPS_UNKNOWN = 0xffff;

    private final CapturePoints points;
    private final PointName names;
    private final PcapngBlocks blocks;
    private final PcapngOptions options;
    private final List<PcapngInterface> interfaces = new ArrayList<>();
    private final Set<String> identities = new HashSet<>();
    private final DropCounts drops = new DropCounts();
    private int named;
    private boolean atPacket;

    /**
     * Reads up to the first packet.
     *
     * @param input begins with a section header block
     */
    PcapngReader(CaptureInput input, CapturePoints points, PointName names) throws CaptureFormatException {
        super(input);
        this.points = points;
        this.names = names;
        blocks = new PcapngBlocks(input);
        options = new PcapngOptions(blocks);
        atPacket = nextPacket();
    }

    @Override
    public boolean next(Frame frame) throws IOException {
        if (!atPacket && !nextPacket()) {
            return false;
        }
        atPacket = false;
        if (blocks.type() == Pcapng.SIMPLE_PACKET_BLOCK) {
            showSimple(frame);
        } else {
            show(frame);
        }
        return true;
    }

    private boolean nextPacket() throws CaptureFormatException {
        while (blocks.next()) {
            if (blocks.isPacket()) {
                namePoints();
                return true;
            }
            read();
        }
        namePoints();
        return false;
    }

    private void read() throws CaptureFormatException {
        switch (blocks.type()) {
            case Pcapng.SECTION_HEADER_BLOCK -> beginSection();
            case Pcapng.INTERFACE_DESCRIPTION_BLOCK -> addInterface();
            case Pcapng.INTERFACE_STATISTICS_BLOCK -> addStatistics();
            default -> blocks.pass();
        }
    }

    private void beginSection() throws CaptureFormatException {
        blocks.load(SECTION_HEADER_FIXED_LENGTH);
        int major = blocks.shortNumber(4);
        int minor = blocks.shortNumber(6);
        // 1.2 was written by mistake for 1.0
        if (major != 1 || (minor != 0 && minor != 2)) {
            throw blocks.damage("pcapng version " + major + "." + minor + ", 1.0 is known");
        }
        namePoints();
        interfaces.clear();
        named = 0;
    }

    private void addInterface() throws CaptureFormatException {
        blocks.load(PcapngInterface.FIXED_LENGTH);
        PcapngInterface added = new PcapngInterface(interfaces.size(), blocks, options);
        interfaces.add(added);
        identities.add(added.identity());
        if (interfaces.size() > MAXIMUM_INTERFACES || identities.size() > MAXIMUM_INTERFACES) {
            throw blocks.damage("more than " + MAXIMUM_INTERFACES + " interfaces");
        }
        blocks.expectFramesOf(added.maximumCapturedLength());
    }

    private void namePoints() {
        while (named < interfaces.size()) {
            interfaces.get(named).becomePoint(points, names, identities.size() == 1);
            points.join(interfaces.get(0).point(), interfaces.get(named).point());
            named++;
        }
    }

    private void addStatistics() throws CaptureFormatException {
        blocks.load(STATISTICS_FIXED_LENGTH);
        PcapngInterface about = described(blocks.number(0));
        long count = -1;
        options.from(STATISTICS_FIXED_LENGTH);
        while (options.next()) {
            if (options.is(Pcapng.ISB_IFDROP, Long.BYTES) || options.is(Pcapng.ISB_OSDROP, Long.BYTES)) {
                count = Math.max(0, count) + plausible(options.longValue());
            }
        }
        if (count >= 0) {
            namePoints();
            drops.add(about.point(), about.setDrops(count));
        }
    }

    private PcapngInterface described(int number) throws CaptureFormatException {
        if (number < 0 || number >= interfaces.size()) {
            throw blocks.damage("interface " + Integer.toUnsignedString(number) + " is not described, "
                    + interfaces.size() + " are");
        }
        return interfaces.get(number);
    }

    /** An enhanced or an obsolete packet block; they differ in the first 4 bytes of their bodies only. */
    private void show(Frame frame) throws CaptureFormatException {
        blocks.load(PACKET_FIXED_LENGTH);
        boolean obsolete = blocks.type() == Pcapng.OBSOLETE_PACKET_BLOCK;
        PcapngInterface seenBy = described(obsolete ? blocks.shortNumber(0) : blocks.number(0));
        long ticks = Integer.toUnsignedLong(blocks.number(4)) << 32 | Integer.toUnsignedLong(blocks.number(8));
        int captured = blocks.number(12);
        set(frame, seenBy, seenBy.nanos(ticks), PACKET_FIXED_LENGTH, captured, blocks.number(16));
        if (obsolete && blocks.shortNumber(2) != DROPS_UNKNOWN) {
            drops.add(seenBy.point(), seenBy.addDrops(blocks.shortNumber(2)));
        }
        readOptions(frame, seenBy, PACKET_FIXED_LENGTH + Pcapng.padded(captured));
    }

    private void showSimple(Frame frame) throws CaptureFormatException {
        blocks.load(SIMPLE_PACKET_FIXED_LENGTH);
        PcapngInterface seenBy = described(0);
        int original = blocks.number(0);
        int length = original < 0 ? Integer.MAX_VALUE : original;
        set(frame, seenBy, 0, SIMPLE_PACKET_FIXED_LENGTH, seenBy.kept(length), original);
    }

    private void set(Frame frame, PcapngInterface seenBy, long nanos, int data, int captured, int original)
            throws CaptureFormatException {
        if (captured < 0 || captured > seenBy.maximumCapturedLength()) {
            throw blocks.damage("the block says " + Integer.toUnsignedString(captured) + " bytes captured, at most "
                    + seenBy.maximumCapturedLength() + " expected");
        }
        if (captured > blocks.bodyLength() - data) {
            throw blocks.damage(
                    "the block says " + captured + " bytes captured, but has room for " + (blocks.bodyLength() - data));
        }
        int originalLength = original < 0 ? Integer.MAX_VALUE : original;
        frame.set(
                seenBy.point(),
                blocks.packets(),
                nanos,
                blocks.buffer(),
                blocks.position(data),
                captured,
                originalLength);
    }

    /** A frame whose options are damaged is as good as any other, so what cannot be read of them is left out. */
    private void readOptions(Frame frame, PcapngInterface seenBy, int at) {
        options.from(at);
        StringBuilder comments = null;
        while (options.next()) {
            if (options.code() == Pcapng.OPT_COMMENT) {
                comments = comments == null ? new StringBuilder() : comments.append('\n');
                comments.append(options.text());
            } else if (options.is(Pcapng.EPB_FLAGS, Integer.BYTES)) {
                frame.direction(direction(options.intValue()));
            } else if (options.is(Pcapng.EPB_DROPCOUNT, Long.BYTES)) {
                drops.add(seenBy.point(), seenBy.addDrops(plausible(options.longValue())));
            }
        }
        frame.comment(comments == null ? null : comments.toString());
    }

    /** No capture loses more in its life than 48 bits count; a larger number would only spoil the sum. */
    private static long plausible(long drops) {
        return drops >>> 48 == 0 ? drops : 0;
    }

    private static Frame.Direction direction(int flags) {
        return switch (flags & Pcapng.DIRECTION_MASK) {
            case Pcapng.DIRECTION_INBOUND -> Frame.Direction.INBOUND;
            case Pcapng.DIRECTION_OUTBOUND -> Frame.Direction.OUTBOUND;
            default -> Frame.Direction.UNKNOWN;
        };
    }

    @Override
    public OptionalLong dropped(CapturePoint point) {
        return drops.of(point);
    }
}
