package io.natlens.file;

/**
 * Numbers of the pcapng format that its reader and its writer share.
 *
 * <p>Source: draft-ietf-opsawg-pcapng, section 3.5 and section 4 (blocks and their options), appendix A (the obsolete
 * packet block).
 */
final class Pcapng {
    static final int SECTION_HEADER_BLOCK = 0x0a0d0d0a;
    static final int INTERFACE_DESCRIPTION_BLOCK = 1;
    static final int OBSOLETE_PACKET_BLOCK = 2;
    static final int SIMPLE_PACKET_BLOCK = 3;
    static final int NAME_RESOLUTION_BLOCK = 4;
    static final int INTERFACE_STATISTICS_BLOCK = 5;
    static final int ENHANCED_PACKET_BLOCK = 6;

    static final int BYTE_ORDER_MAGIC = 0x1a2b3c4d;

    /** Block type and total length in front of a block's body; the total length again behind it. */
    static final int BLOCK_HEADER_LENGTH = 8;

    static final int BLOCK_TRAILER_LENGTH = 4;
    static final int BLOCK_OVERHEAD = BLOCK_HEADER_LENGTH + BLOCK_TRAILER_LENGTH;

    static final int OPT_ENDOFOPT = 0;
    static final int OPT_COMMENT = 1;

    static final int SHB_HARDWARE = 2;
    static final int SHB_OS = 3;
    static final int SHB_USERAPPL = 4;

    static final int IF_NAME = 2;
    static final int IF_DESCRIPTION = 3;
    static final int IF_TSRESOL = 9;
    static final int IF_FILTER = 11;
    static final int IF_OS = 12;
    static final int IF_TSOFFSET = 14;

    /** Also the obsolete packet block's pack_flags. */
    static final int EPB_FLAGS = 2;

    static final int EPB_DROPCOUNT = 4;

    /** The two lowest bits of the flags. */
    static final int DIRECTION_MASK = 3;

    static final int DIRECTION_INBOUND = 1;
    static final int DIRECTION_OUTBOUND = 2;

    static final int NRB_RECORD_END = 0;
    static final int NRB_RECORD_IPV4 = 1;
    static final int NRB_RECORD_IPV6 = 2;

    static final int ISB_IFDROP = 5;
    static final int ISB_OSDROP = 7;

    private Pcapng() {}

    /** A length filled up to the next multiple of 4. */
    static int padded(int length) {
        return (length + 3) & ~3;
    }
}
