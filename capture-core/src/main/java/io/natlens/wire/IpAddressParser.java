package io.natlens.wire;

/** Reads the text of one address, from left to right. */
final class IpAddressParser {
    private final String text;
    private int position;

    private IpAddressParser(String text) {
        this.text = text;
    }

    static IpAddress parse(String text) {
        IpAddressParser parser = new IpAddressParser(text);
        IpAddress address = text.indexOf(':') < 0 ? IpAddress.ofIpv4(parser.quad()) : parser.groups();
        if (parser.position < text.length()) {
            throw parser.failure();
        }
        return address;
    }

    private IpAddress groups() {
        int[] groups = new int[8];
        int count = 0;
        int gap = -1;
        if (accept("::")) {
            gap = 0;
        }
        while (count < 8 && position < text.length()) {
            if (isQuadNext()) {
                count = addQuad(groups, count);
                break;
            }
            groups[count++] = number(16, 4);
            if (gap < 0 && accept("::")) {
                gap = count;
            } else if (position < text.length() && (!accept(":") || position == text.length())) {
                throw failure();
            }
        }
        return of(spread(groups, count, gap));
    }

    private boolean isQuadNext() {
        int dot = text.indexOf('.', position);
        return dot >= 0 && text.indexOf(':', position) < 0;
    }

    private int addQuad(int[] groups, int count) {
        if (count > 6) {
            throw failure();
        }
        int quad = quad();
        groups[count] = quad >>> 16;
        groups[count + 1] = quad & 0xffff;
        return count + 2;
    }

    private int[] spread(int[] groups, int count, int gap) {
        if (gap < 0 ? count != 8 : count > 7) {
            throw failure();
        }
        int[] all = new int[8];
        int before = gap < 0 ? 8 : gap;
        System.arraycopy(groups, 0, all, 0, before);
        System.arraycopy(groups, before, all, 8 - (count - Math.min(before, count)), count - Math.min(before, count));
        return all;
    }

    private static IpAddress of(int[] groups) {
        long high = 0;
        long low = 0;
        for (int i = 0; i < 4; i++) {
            high = high << 16 | groups[i];
            low = low << 16 | groups[i + 4];
        }
        return new IpAddress(high, low);
    }

    private int quad() {
        int address = 0;
        for (int i = 0; i < 4; i++) {
            if (i > 0 && !accept(".")) {
                throw failure();
            }
            int value = number(10, 3);
            if (value > 255) {
                throw failure();
            }
            address = address << 8 | value;
        }
        return address;
    }

    private int number(int radix, int digits) {
        int value = 0;
        int start = position;
        while (position < text.length() && position - start < digits && digit(radix) >= 0) {
            value = value * radix + digit(radix);
            position++;
        }
        if (position == start) {
            throw failure();
        }
        return value;
    }

    private int digit(int radix) {
        char c = text.charAt(position);
        return c < 128 ? Character.digit(c, radix) : -1;
    }

    private boolean accept(String token) {
        if (!text.startsWith(token, position)) {
            return false;
        }
        position += token.length();
        return true;
    }

    private IllegalArgumentException failure() {
        return new IllegalArgumentException("\"" + text + "\" is not an IPv4 or IPv6 address");
    }
}
