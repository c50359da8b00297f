package io.natlens.decode;

import org.jspecify.annotations.Nullable;

/** Prints the options of a TCP header. */
final class TcpOptionLine {
    private static final int END = 0;
    private static final int NO_OPERATION = 1;
    private static final int MD5_LENGTH = 16;

    private TcpOptionLine() {}

    /**
     * Prints the options between these places; false where one is damaged, and then tcpdump prints nothing more.
     *
     * @param sackBase what the numbers in SACK blocks are counted from
     */
    static boolean print(Line line, int start, int end, int flags, int sackBase) {
        line.text(", options [");
        int at = start;
        while (at < end) {
            if (at > start) {
                line.text(',');
            }
            int kind = line.u8(at);
            boolean single = kind == END || kind == NO_OPERATION;
            int length = single ? 1 : line.u8(at + 1);
            if (!single && (length < 2 || length > end - at)) {
                return bad(line, at > start);
            }
            int printed = option(line, kind, at, length, end, flags, sackBase);
            if (printed < 0) {
                return bad(line, at > start);
            }
            if (printed != length) {
                line.text("[len ").number(length).text(']');
            }
            if (kind == END) {
                break;
            }
            // tcpdump goes on behind what it printed, which may be less or more than the stated length
            at += printed;
        }
        line.text(']');
        return true;
    }

    private static boolean bad(Line line, boolean later) {
        line.text("[bad opt]").text(later ? "]" : "");
        return false;
    }

    /** Returns how many bytes the option took by its kind, or -1 where there are too few. */
    private static int option(Line line, int kind, int at, int length, int end, int flags, int sackBase) {
        String name = name(kind);
        line.text(name == null ? "unknown-" + kind : name);
        int fixed = fixedLength(kind);
        int taken = fixed == 0 ? length : fixed;
        if (taken > end - at) {
            return -1;
        }
        if (fixed == 0 || kind == 8) {
            line.require(at, Math.min(taken, 2));
        } else {
            line.require(at, taken);
        }
        boolean good = value(line, kind, at, taken, flags, sackBase);
        return good ? taken : -1;
    }

    private static @Nullable String name(int kind) {
        return switch (kind) {
            case END -> "eol";
            case NO_OPERATION -> "nop";
            case 2 -> "mss";
            case 3 -> "wscale";
            case 4 -> "sackOK";
            case 5 -> "sack";
            case 6 -> "echo";
            case 7 -> "echoreply";
            case 8 -> "TS";
            case 11 -> "cc";
            case 12 -> "ccnew";
            case 13 -> "ccecho";
            case 19 -> "md5";
            case 20 -> "scps";
            case 28 -> "uto";
            case 29 -> "tcp-ao";
            case 30 -> "mptcp";
            case 34 -> "tfo";
            case 254 -> "exp";
            default -> null;
        };
    }

    /** By the option's kind, in bytes; 0 where it varies. */
    private static int fixedLength(int kind) {
        return switch (kind) {
            case END, NO_OPERATION -> 1;
            case 2, 20, 28 -> 4;
            case 3 -> 3;
            case 4 -> 2;
            case 6, 7, 11, 12, 13 -> 6;
            case 8 -> 10;
            case 19 -> 2 + MD5_LENGTH;
            default -> 0;
        };
    }

    private static boolean value(Line line, int kind, int at, int length, int flags, int sackBase) {
        int data = at + 2;
        switch (kind) {
            case END, NO_OPERATION, 4 -> {}
            case 2 -> line.text(' ').number(line.u16(data));
            case 3 -> line.text(' ').number(line.u8(data));
            case 5 -> sack(line, data, length - 2, sackBase);
            case 6, 7, 11, 12, 13 -> line.text(' ').unsigned(line.i32(data));
            case 8 -> {
                line.text(" val ").unsigned(line.i32(data));
                line.text(" ecr ").unsigned(line.i32(data + 4));
            }
            case 19 ->
                line.text(" shared secret not supplied with -M, can't check - ").hexBytes(data, MD5_LENGTH);
            case 20 -> line.text(" cap ").hex(line.u8(data), 2).text(" id ").number(line.u8(data + 1));
            case 28 -> userTimeout(line, line.u16(data));
            case 29 -> authentication(line, data, length - 2);
            case 30 -> {
                return MptcpLine.print(line, at, length, flags);
            }
            case 34 -> fastOpen(line, data, length - 2);
            case 254 -> {
                return experiment(line, data, length - 2);
            }
            default -> unknown(line, data, length - 2);
        }
        return true;
    }

    private static void sack(Line line, int at, int length, int base) {
        if (length % 8 != 0) {
            line.text(" invalid sack");
            return;
        }
        line.text(' ').number(length / 8).text(' ');
        for (int block = at; block < at + length; block += 8) {
            line.text('{').unsigned(line.i32(block) - base);
            line.text(':').unsigned(line.i32(block + 4) - base).text('}');
        }
    }

    /** RFC 5482 section 3. tcpdump takes the lowest bit for minutes, where the RFC has the highest. */
    private static void userTimeout(Line line, int value) {
        int timeout = value >>> 1;
        line.text(" 0x").hex(value, 1).text(' ').number((value & 1) != 0 ? timeout * 60 : timeout);
    }

    private static void authentication(Line line, int at, int length) {
        if (length < 2) {
            line.text(" (invalid)");
            return;
        }
        line.text(" keyid ").number(line.u8(at)).text(" rnextkeyid ").number(line.u8(at + 1));
        line.text(" mac 0x").hexBytes(at + 2, length - 2);
    }

    /** RFC 7413 section 4.1.1. */
    private static void fastOpen(Line line, int at, int length) {
        if (length == 0) {
            line.text("  cookiereq");
        } else if (length % 2 != 0 || length < 4 || length > 16) {
            line.text(" (invalid)");
        } else {
            line.text("  cookie ").hexBytes(at, length);
        }
    }

    /** RFC 6994: 16 bits tell the experiment; that of fast open is 0xf989. */
    private static boolean experiment(Line line, int at, int length) {
        if (length < 2) {
            return false;
        }
        line.text('-');
        int identifier = line.u16(at);
        if (identifier != 0xf989) {
            line.hex(identifier, 4);
            return true;
        }
        line.text("tfo");
        int cookie = length - 2;
        if (cookie == 0) {
            line.text(" cookiereq");
        } else if (cookie % 2 != 0 || cookie < 4 || cookie > 16) {
            line.text(" (invalid)");
        } else {
            line.text(" cookie ").hexBytes(at + 2, cookie);
        }
        return true;
    }

    private static void unknown(Line line, int at, int length) {
        if (length > 0) {
            line.text(" 0x").hexBytes(at, length);
        }
    }
}
