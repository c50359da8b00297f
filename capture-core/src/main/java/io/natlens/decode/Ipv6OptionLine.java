package io.natlens.decode;

/** Prints the options of IPv6's hop-by-hop and destination headers, with {@code -v} only (RFC 8200 section 4.2). */
final class Ipv6OptionLine {
    private static final int PAD1 = 0x00;
    private static final int PADN = 0x01;
    private static final int ROUTER_ALERT = 0x05;
    private static final int JUMBO_PAYLOAD = 0xc2;
    private static final int HOME_ADDRESS = 0xc9;

    private static final int ADDRESS_LENGTH = 16;
    /** What a length that a jumbogram states must be more than. */
    private static final int LONGEST_PAYLOAD = 0xffff;

    private Ipv6OptionLine() {}

    /**
     * Prints the options of the header at this place, which must be there.
     *
     * @param length of the header
     * @param jumbo whether the IPv6 header leaves its payload's length to an option here
     */
    static void print(Line line, int at, int length, boolean hopByHop, boolean jumbo) {
        int end = at + length;
        for (int option = at + 2; option < end; option += length(line, option, end)) {
            option(line, option, length(line, option, end), hopByHop, jumbo);
        }
        if (line.options().verbose()) {
            line.text(' ');
        }
    }

    /** Whether a jumbogram's length is among the options of the header at this place, which {@link #print} has checked. */
    static boolean hasJumboPayload(Line line, int at, int length) {
        for (int option = at + 2; option + 1 < at + length; ) {
            int type = line.u8(option);
            if (type == JUMBO_PAYLOAD) {
                return Integer.compareUnsigned(line.i32(option + 2), LONGEST_PAYLOAD) > 0;
            }
            option += type == PAD1 ? 1 : 2 + line.u8(option + 1);
        }
        return false;
    }

    /** Of the option, in bytes. */
    private static int length(Line line, int option, int end) {
        if (line.u8(option) == PAD1) {
            return 1;
        }
        int length = option + 1 < end ? 2 + line.u8(option + 1) : Integer.MAX_VALUE;
        if (length > end - option) {
            throw new Truncation();
        }
        return length;
    }

    private static void option(Line line, int option, int length, boolean hopByHop, boolean jumbo) {
        int mark = line.mark();
        int type = line.u8(option);
        switch (type) {
            case PAD1 -> line.text("(pad1)");
            case PADN -> line.text("(padn)");
            case ROUTER_ALERT -> {
                require(line, "rtalert", length, 2);
                line.text("(rtalert: 0x").hex(line.u16(option + 2), 4).text(") ");
            }
            case JUMBO_PAYLOAD -> {
                require(line, "jumbo", length, Integer.BYTES);
                jumbo(line, line.i32(option + 2), hopByHop, jumbo);
            }
            case HOME_ADDRESS -> {
                if (length < 2 + ADDRESS_LENGTH) {
                    line.text("(homeaddr: trunc)");
                    throw new Truncation();
                }
                line.text("(homeaddr: ").ipv6(option + 2).text(')');
            }
            default ->
                line.text("(opt_type 0x")
                        .hex(type, 2)
                        .text(": len=")
                        .number(length - 2)
                        .text(')');
        }
        if (!line.options().verbose()) {
            line.backTo(mark);
        }
    }

    private static void require(Line line, String name, int length, int expected) {
        if (length - 2 != expected) {
            line.text('(').text(name).text(": invalid len ").number(length - 2).text(')');
            throw new Truncation();
        }
    }

    /** RFC 2675 section 2. */
    private static void jumbo(Line line, int stated, boolean hopByHop, boolean jumbo) {
        line.text("(jumbo: ").unsigned(stated);
        if (!hopByHop) {
            line.text(" - not a hop-by-hop option");
        } else if (!jumbo) {
            line.text(" - payload len != 0");
        } else if (Integer.compareUnsigned(stated, LONGEST_PAYLOAD) <= 0) {
            line.text(" - < 65536");
        }
        line.text(") ");
    }
}
