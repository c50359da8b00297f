package io.natlens.decode;

import io.natlens.wire.Checksum;

/** Prints IGMP (RFC 2236, RFC 3376). */
final class IgmpLine {
    private IgmpLine() {}

    static void print(Line line, int at, int length) {
        line.protocol("igmp");
        if (line.options().quiet()) {
            line.text("igmp");
            return;
        }
        int type = line.u8(at);
        switch (type) {
            case 0x11 -> query(line, at, length);
            case 0x12 -> {
                line.text("igmp v1 report ").ipv4(at + 4);
                if (length != 8) {
                    line.text(" [len ").number(length).text(']');
                }
            }
            case 0x16 -> line.text("igmp v2 report ").ipv4(at + 4);
            case 0x17 -> line.text("igmp leave ").ipv4(at + 4);
            case 0x22 -> report(line, at, length);
            default -> line.text("igmp-").number(type);
        }
        if (line.options().verbose() && line.has(at, length)) {
            if (Checksum.finish(Checksum.add(0, line.bytes(), at, length)) != 0) {
                line.text(" bad igmp cksum ").hex(line.u16(at + 2), 1).text('!');
            }
        }
    }

    private static void query(Line line, int at, int length) {
        line.text("igmp query");
        if (length >= 12) {
            query3(line, at, length);
            return;
        }
        int time = line.u8(at + 1);
        line.text(time != 0 ? " v2" : " v1");
        if (time != 0 && time != 100) {
            line.text(" [max resp time ").number(time).text(']');
        }
        if (line.i32(at + 4) != 0) {
            line.text(" [gaddr ").ipv4(at + 4).text(']');
        }
        if (length != 8) {
            line.text(" [len ").number(length).text(']');
        }
    }

    private static void query3(Line line, int at, int length) {
        line.text(" v3");
        if (length % 4 != 0) {
            line.text(" [invalid len ").number(length).text(']');
            return;
        }
        int code = line.u8(at + 1);
        if (code != 100) {
            line.text(" [max resp time ");
            responseTime(line, code < 128 ? code : ((code & 15) | 16) << ((code >> 4 & 7) + 3));
            line.text(']');
        }
        if (line.i32(at + 4) == 0) {
            return;
        }
        line.text(" [gaddr ").ipv4(at + 4);
        int sources = line.u16(at + 10);
        if (sources > 0) {
            if (length < 12 + 4 * sources) {
                line.text(" [invalid number of sources]");
            } else {
                line.text(", ").number(sources).text(" source(s)");
            }
        }
        line.text(']');
    }

    /** Of tenths of a second. */
    private static void responseTime(Line line, int tenths) {
        if (tenths < 600) {
            line.number(tenths / 10).text('.').number(tenths % 10).text('s');
            return;
        }
        int seconds = tenths / 10;
        if (seconds >= 3600) {
            line.number(seconds / 3600).text('h');
        }
        if (seconds / 60 % 60 > 0) {
            line.number(seconds / 60 % 60).text('m');
        }
        if (seconds % 60 > 0) {
            line.number(seconds % 60).text('s');
        }
    }

    private static void report(Line line, int at, int length) {
        line.text("igmp v3 report");
        if (length < 16 || length % 4 != 0) {
            line.text(" [invalid len ").number(length).text(']');
            return;
        }
        int groups = line.u16(at + 6);
        line.text(", ").number(groups).text(" group record(s)");
        int group = at + 8;
        for (int i = 0; i < groups && line.options().verbose(); i++) {
            int sources = line.u16(group + 2);
            line.text(" [gaddr ").ipv4(group + 4).text(' ').text(recordType(line.u8(group)));
            line.text(", ").number(sources).text(" source(s)]");
            group += 8 + 4 * sources;
        }
    }

    private static String recordType(int type) {
        return switch (type) {
            case 1 -> "is_in";
            case 2 -> "is_ex";
            case 3 -> "to_in";
            case 4 -> "to_ex";
            case 5 -> "allow";
            case 6 -> "block";
            default -> " [v3-report-#" + type + "]";
        };
    }
}
