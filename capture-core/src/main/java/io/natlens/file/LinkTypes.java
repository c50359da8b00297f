package io.natlens.file;

import io.natlens.frame.LinkType;

/** What files say about link types beyond their number. */
final class LinkTypes {
    /** What libpcap keeps of a frame where the user sets no limit, and the most that it reads. */
    private static final int MAXIMUM_SNAP_LENGTH = 262_144;

    /** More than the standard's maximum is taken from a file that announces it, up to here. */
    private static final int MAXIMUM_ANNOUNCED = 16 << 20;

    private static final int EBHSCR = 279;
    private static final int USBPCAP = 249;
    private static final int DBUS = 231;

    /** DLT_RAW has these numbers on some systems, and some programs write them to files. */
    private static final int DLT_RAW = 12;

    private static final int DLT_RAW_OPENBSD = 14;

    private LinkTypes() {}

    /**
     * The link type of a file's 32-bit field. Its upper half tells of the frame check sequence and is not part of the
     * number.
     */
    static LinkType ofFile(int field) {
        int number = field & 0xffff;
        return number == DLT_RAW || number == DLT_RAW_OPENBSD ? LinkType.RAW : new LinkType(number);
    }

    /**
     * The most bytes that a frame of this link type may have in a file; more is damage. As libpcap has it, and as the
     * file itself announces.
     *
     * @param snapLength unsigned; 0 is no limit
     */
    static int maximumCapturedLength(LinkType link, int snapLength) {
        int announced = Integer.compareUnsigned(snapLength, MAXIMUM_ANNOUNCED) > 0 ? 0 : snapLength;
        return Math.max(announced, maximumFor(link));
    }

    private static int maximumFor(LinkType link) {
        return switch (link.number()) {
            case DBUS -> 128 << 20;
            case EBHSCR -> 8 << 20;
            case USBPCAP -> 1 << 20;
            default -> MAXIMUM_SNAP_LENGTH;
        };
    }
}
