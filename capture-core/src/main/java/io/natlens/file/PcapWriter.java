package io.natlens.file;

import io.natlens.frame.Frame;
import io.natlens.frame.FrameSink;
import io.natlens.frame.LinkType;
import java.io.IOException;
import java.nio.channels.WritableByteChannel;

/**
 * Writes a little-endian pcap file, which holds frames of one link type.
 *
 * <p>Source: draft-ietf-opsawg-pcap, sections 4 and 5.
 */
public final class PcapWriter implements FrameSink {
    private static final int RECORD_HEADER_LENGTH = 16;
    private static final int NANOS_PER_SECOND = 1_000_000_000;

    /** What a file says whose frames are not cut off. */
    private static final int NO_SNAP_LENGTH = 262_144;

    private final String name;
    private final CaptureOutput output;
    private final LinkType linkType;
    private final int tick;

    /**
     * Writes the header.
     *
     * @param name what messages call the file
     * @param snapLength as {@link io.natlens.frame.CapturePoint#snapLength()}
     * @param nanoseconds whether times are written in nanoseconds, else cut to microseconds
     */
    public PcapWriter(String name, WritableByteChannel channel, LinkType linkType, int snapLength, boolean nanoseconds)
            throws IOException {
        this.name = name;
        this.linkType = linkType;
        output = new CaptureOutput(name, channel);
        tick = nanoseconds ? 1 : 1000;
        output.begin(PcapHeader.LENGTH);
        output.putInt(nanoseconds ? PcapHeader.NANOSECONDS : PcapHeader.MICROSECONDS)
                .putShort(2)
                .putShort(4)
                .putLong(0)
                .putInt(snapLength == Integer.MAX_VALUE ? NO_SNAP_LENGTH : snapLength)
                .putInt(linkType.number());
    }

    /**
     * {@inheritDoc}
     *
     * @throws IOException also if the frame is of another link type
     */
    @Override
    public void write(Frame frame) throws IOException {
        LinkType found = frame.capturePoint().linkType();
        if (!found.equals(linkType)) {
            throw new IOException(name + ": a pcap file holds one link type, here " + linkType + ", and "
                    + frame.capturePoint() + " has " + found + "; pcapng holds several");
        }
        int length = frame.capturedLength();
        output.begin(RECORD_HEADER_LENGTH + length);
        // a time that the format has no room for loses its upper bits, as with tcpdump
        output.putInt((int) Math.floorDiv(frame.timeNanos(), NANOS_PER_SECOND))
                .putInt(Math.floorMod(frame.timeNanos(), NANOS_PER_SECOND) / tick)
                .putInt(length)
                .putInt(frame.originalLength());
        output.put(frame, length);
    }

    /** How many bytes the file has, or will have when it has been flushed. */
    public long size() {
        return output.size();
    }

    /** Gives everything written so far to the system. */
    public void flush() throws IOException {
        output.flush();
    }

    @Override
    public void close() throws IOException {
        output.close();
    }
}
