package io.natlens.decode;

/** Prints the Multipath TCP option (RFC 8684 section 3; version 0 is RFC 6824). */
final class MptcpLine {
    private static final int SYN = 0x02;
    private static final int ACK = 0x10;

    private MptcpLine() {}

    /** Prints the option, from its kind on; false where its length is none that its subtype has. */
    static boolean print(Line line, int at, int length, int flags) {
        line.text(' ').number(length);
        if (length < 3) {
            return false;
        }
        line.require(at, length);
        return switch (line.u8(at + 2) >>> 4) {
            case 0 -> capable(line, at, length);
            case 1 -> join(line, at, length, flags);
            case 2 -> dataSequence(line, at, length, flags);
            case 3 -> addAddress(line, at, length);
            case 4 -> removeAddress(line, at, length);
            case 5 -> priority(line, at, length);
            case 6 -> fixed(line, at, length, " fail", " seq ", false);
            case 7 -> fixed(line, at, length, " fast-close", " key 0x", true);
            default -> {
                line.text(" unknown");
                yield true;
            }
        };
    }

    private static boolean capable(Line line, int at, int length) {
        line.text(" capable");
        int version = line.u8(at + 2) & 15;
        boolean keys = length == 12 || length == 20 || length == 22 || length == 24;
        boolean good = keys || (length == 4 && version == 1);
        if (!good || version > 1) {
            return false;
        }
        line.text(" v").number(version);
        if ((line.u8(at + 3) & 0x80) != 0) {
            line.text(" csum");
        }
        if (length >= 12) {
            line.text(" {0x").hex(line.i64(at + 4));
            if (length >= 20) {
                line.text(",0x").hex(line.i64(at + 12));
            }
            line.text('}');
        }
        return true;
    }

    private static boolean join(Line line, int at, int length, int flags) {
        line.text(" join");
        boolean good = (length == 12 && (flags & SYN) != 0)
                || (length == 16 && (flags & (SYN | ACK)) == (SYN | ACK))
                || (length == 24 && (flags & ACK) != 0);
        if (!good) {
            return false;
        }
        if (length == 24) {
            line.text(" hmac 0x").hexBytes(at + 4, 20);
            return true;
        }
        if ((line.u8(at + 2) & 1) != 0) {
            line.text(" backup");
        }
        line.text(" id ").number(line.u8(at + 3));
        if (length == 12) {
            line.text(" token 0x").hex(line.i32(at + 4), 1).text(" nonce 0x").hex(line.i32(at + 8), 1);
        } else {
            line.text(" hmac 0x").hex(line.i64(at + 4)).text(" nonce 0x").hex(line.i32(at + 12), 1);
        }
        return true;
    }

    /** The data sequence signal; its flags say which of its fields are there, and how long. */
    private static boolean dataSequence(Line line, int at, int length, int flags) {
        line.text(" dss");
        if (length < 4 || (flags & SYN) != 0) {
            return false;
        }
        int present = line.u8(at + 3);
        line.text((present & 0x10) != 0 ? " fin" : "");
        int next = at + 4;
        int end = at + length;
        if ((present & 0x01) != 0) {
            line.text(" ack ");
            next = number(line, next, end, (present & 0x02) != 0);
        }
        if (next >= 0 && (present & 0x04) != 0) {
            line.text(" seq ");
            next = mapping(line, number(line, next, end, (present & 0x08) != 0), end);
        }
        return next == end;
    }

    private static int number(Line line, int at, int end, boolean eight) {
        int length = eight ? 8 : 4;
        if (end - at < length) {
            return -1;
        }
        if (eight) {
            line.unsigned(line.i64(at));
        } else {
            line.unsigned(line.i32(at));
        }
        return at + length;
    }

    private static int mapping(Line line, int at, int end) {
        if (at < 0 || end - at < 6) {
            return -1;
        }
        line.text(" subseq ").unsigned(line.i32(at)).text(" len ").number(line.u16(at + 4));
        if (end - at < 8) {
            return at + 6;
        }
        line.text(" csum 0x").hex(line.u16(at + 6), 1);
        return at + 8;
    }

    private static boolean addAddress(Line line, int at, int length) {
        line.text(" add-addr");
        int echo = line.u8(at + 2) & 15;
        boolean four = length == 8 || length == 10 || length == 16 || length == 18;
        boolean six = length == 20 || length == 22 || length == 28 || length == 30;
        if (!four && !six) {
            return false;
        }
        // version 0 has the IP version where version 1 has the echo flag
        boolean old = echo == 4 || echo == 6;
        line.text(old ? " v0-ip" + echo : (echo & 1) != 0 ? " v1-echo" : " v1");
        line.text(" id ").number(line.u8(at + 3)).text(' ');
        int port = at + 4 + (four ? 4 : 16);
        if (four) {
            line.ipv4(at + 4);
        } else {
            line.ipv6(at + 4);
        }
        if (length % 4 == 2) {
            line.text(':').number(line.u16(port));
        }
        if (length == 16 || length == 18 || length >= 28) {
            line.text(" hmac 0x").hex(line.i64(at + length - 8));
        }
        return true;
    }

    private static boolean removeAddress(Line line, int at, int length) {
        line.text(" rem-addr");
        if (length < 4) {
            return false;
        }
        line.text(" id");
        for (int i = 3; i < length; i++) {
            line.text(' ').number(line.u8(at + i));
        }
        return true;
    }

    private static boolean priority(Line line, int at, int length) {
        line.text(" prio");
        if (length != 3 && length != 4) {
            return false;
        }
        line.text((line.u8(at + 2) & 1) != 0 ? " backup" : " non-backup");
        if (length == 4) {
            line.text(" id ").number(line.u8(at + 3));
        }
        return true;
    }

    private static boolean fixed(Line line, int at, int length, String name, String label, boolean hex) {
        line.text(name);
        if (length != 12) {
            return false;
        }
        line.text(label);
        if (hex) {
            line.hex(line.i64(at + 4));
        } else {
            line.unsigned(line.i64(at + 4));
        }
        return true;
    }
}
