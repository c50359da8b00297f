package io.natlens.wire;

/** Text of a MAC address, six bytes in the low 48 bits of a long: {@code 00:0d:3a:51:82:88}. */
public final class MacAddress {
    public static final long BROADCAST = 0xffff_ffff_ffffL;

    private static final String DIGITS = "0123456789abcdef";

    private MacAddress() {}

    /** Appends the text; makes no object. */
    public static void append(StringBuilder out, long address) {
        for (int shift = 40; shift >= 0; shift -= 8) {
            int value = (int) (address >>> shift) & 0xff;
            out.append(DIGITS.charAt(value >>> 4)).append(DIGITS.charAt(value & 15));
            if (shift > 0) {
                out.append(':');
            }
        }
    }

    public static String text(long address) {
        StringBuilder out = new StringBuilder(17);
        append(out, address);
        return out.toString();
    }
}
