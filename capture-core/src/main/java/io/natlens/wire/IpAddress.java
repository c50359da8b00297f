package io.natlens.wire;

import org.jspecify.annotations.Nullable;

/**
 * An IPv4 or IPv6 address. An IPv4 address is the mapped one, ::ffff:a.b.c.d (RFC 4291 section 2.5.5.2).
 *
 * @param high the first 64 bits in network order
 * @param low the last 64 bits
 */
public record IpAddress(long high, long low) {
    private static final long MAPPED = 0xffffL << 32;

    public static IpAddress ofIpv4(int address) {
        return new IpAddress(0, mapped(address));
    }

    /** The low half of the mapped form of an IPv4 address; the high half is 0. */
    public static long mapped(int address) {
        return MAPPED | (address & 0xffffffffL);
    }

    public static boolean isIpv4(long high, long low) {
        return high == 0 && (low & 0xffffffff_00000000L) == MAPPED;
    }

    /**
     * Reads a dotted quad, or an IPv6 address in any form of RFC 4291 section 2.2. Asks no resolver.
     *
     * @throws IllegalArgumentException if the text is neither
     */
    public static IpAddress parse(String text) {
        return IpAddressParser.parse(text);
    }

    public boolean isIpv4() {
        return isIpv4(high, low);
    }

    /**
     * Whether routers forward packets to this address: not if it is unspecified, loopback, link-local, multicast or reserved
     * (RFC 6890, RFC 4291 section 2.4).
     */
    public boolean isRoutable() {
        if (isIpv4()) {
            int first = (int) low >>> 24;
            return first != 0 && first != 127 && first < 224 && ((int) low >>> 16) != 0xa9fe;
        }
        return high != 0 && (high >>> 54) != 0xfe80 >>> 6 && (high >>> 56) != 0xff;
    }

    /**
     * Whether no router forwards what goes to this address, whatever its time to live: IPv4's local network control block and
     * limited broadcast (RFC 5771 section 4, RFC 919), IPv6's multicast of interface-local and link-local scope (RFC 4291
     * section 2.7). Makes no object.
     */
    public static boolean staysOnLink(long high, long low) {
        if (isIpv4(high, low)) {
            return (int) low >>> 8 == 0xe00000 || (int) low == -1;
        }
        int scope = (int) (high >>> 48) & 0xf;
        return high >>> 56 == 0xff && (scope == 1 || scope == 2);
    }

    /**
     * Whether this address may be on one network with the other, as far as can be told without masks: both are of one private
     * block (RFC 1918), or both unique local addresses (RFC 4193), or alike in the first 16 bits of IPv4, 64 of IPv6.
     */
    public boolean mayBeNeighbourOf(IpAddress other) {
        if (isIpv4() != other.isIpv4()) {
            return false;
        }
        if (isIpv4()) {
            int mine = (int) low;
            int its = (int) other.low;
            return mine >>> 16 == its >>> 16
                    || (mine >>> 24 == 10 && its >>> 24 == 10)
                    || (mine >>> 20 == 0xac1 && its >>> 20 == 0xac1);
        }
        return high == other.high || (high >>> 57 == 0xfc >>> 1 && other.high >>> 57 == 0xfc >>> 1);
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof IpAddress address && address.low == low && address.high == high;
    }

    @Override
    public int hashCode() {
        return Long.hashCode(31 * high + low);
    }

    /** A dotted quad, or the form of RFC 5952. */
    @Override
    public String toString() {
        StringBuilder out = new StringBuilder(39);
        appendTo(out);
        return out.toString();
    }

    /** Appends what {@link #toString} gives; makes no object. */
    public void appendTo(StringBuilder out) {
        append(out, high, low);
    }

    /** Appends a dotted quad, or the form of RFC 5952; makes no object. */
    public static void append(StringBuilder out, long high, long low) {
        if (isIpv4(high, low)) {
            appendIpv4(out, (int) low);
        } else {
            appendIpv6(out, high, low);
        }
    }

    public static void appendIpv4(StringBuilder out, int address) {
        out.append(address >>> 24).append('.');
        out.append(address >>> 16 & 0xff).append('.');
        out.append(address >>> 8 & 0xff).append('.');
        out.append(address & 0xff);
    }

    /** Appends the form of RFC 5952, with a dotted quad at the end of mapped addresses (section 5). */
    public static void appendIpv6(StringBuilder out, long high, long low) {
        if (isIpv4(high, low)) {
            out.append("::ffff:");
            appendIpv4(out, (int) low);
            return;
        }
        int run = longestRunOfZeros(high, low);
        int runStart = run >>> 4;
        int runLength = run & 15;
        for (int i = 0; i < 8; i++) {
            if (i == runStart && runLength > 1) {
                out.append("::");
                i += runLength - 1;
            } else {
                appendGroup(out, group(high, low, i));
                if (i < 7 && !(i + 1 == runStart && runLength > 1)) {
                    out.append(':');
                }
            }
        }
    }

    /** The start of the longest run, the first of several, times 16, plus its length (RFC 5952 section 4.2.3). */
    private static int longestRunOfZeros(long high, long low) {
        int best = 0;
        int bestLength = 0;
        int length = 0;
        for (int i = 0; i < 8; i++) {
            length = group(high, low, i) == 0 ? length + 1 : 0;
            if (length > bestLength) {
                bestLength = length;
                best = i + 1 - length;
            }
        }
        return best << 4 | bestLength;
    }

    private static int group(long high, long low, int index) {
        long half = index < 4 ? high : low;
        return (int) (half >>> (48 - 16 * (index & 3))) & 0xffff;
    }

    private static void appendGroup(StringBuilder out, int group) {
        boolean started = false;
        for (int shift = 12; shift >= 0; shift -= 4) {
            int digit = group >>> shift & 15;
            started |= digit != 0 || shift == 0;
            if (started) {
                out.append(Character.forDigit(digit, 16));
            }
        }
    }
}
