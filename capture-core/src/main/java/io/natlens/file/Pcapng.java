package io.natlens.file;

/**
 * Numbers of the pcapng format that its reader and its writer share.
 *
 * <p>Source: draft-ietf-opsawg-pcapng, sections 4 (blocks) and 3.5 (options).
 */
final class Pcapng {
    // block types
    static final int SECTION_HEADER_BLOCK = 0x0a0d0d0a;
    static final int INTERFACE_DESCRIPTION_BLOCK = 1;
    static final int OBSOLETE_PACKET_BLOCK = 2;
    static final int SIMPLE_PACKET_BLOCK = 3;
    static final int INTERFACE_STATISTICS_BLOCK = 5;
    static final int ENHANCED_PACKET_BLOCK = 6;

    static final int BYTE_ORDER_MAGIC = 0x1a2b3c4d;

    /** Block type and total length in front, total length again behind. */
    static final int BLOCK_HEADER_LENGTH = 8;

    static final int BLOCK_TRAILER_LENGTH = 4;

    private Pcapng() {}
}
