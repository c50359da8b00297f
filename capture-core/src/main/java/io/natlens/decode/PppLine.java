package io.natlens.decode;

import io.natlens.wire.PppHeader;
import org.jspecify.annotations.Nullable;

/** Prints a PPP frame: what it carries, or the first words of a control protocol; whom PAP and CHAP name is left out. */
final class PppLine {
    private static final int LCP = 0xc021;
    private static final int PAP = 0xc023;
    private static final int CHAP = 0xc223;
    private static final int CONTROL_HEADER_LENGTH = 4;

    private PppLine() {}

    /** Prints the frame at this place, so many bytes long on the wire. */
    static void print(Line line, int at, int length) {
        line.protocol("ppp");
        if (length < 2) {
            throw new Truncation();
        }
        line.require(at, 2);
        PppHeader ppp = new PppHeader();
        ppp.wrap(line.bytes(), at, line.end());
        int protocol = ppp.protocol();
        String name = name(protocol);
        if (line.options().linkHeader()) {
            line.text(name == null ? "unknown" : name);
            line.text(" (0x").hex(protocol, 4).text("), length ").number(length);
            if (name == null) {
                return;
            }
            line.text(": ");
        }
        payload(line, protocol, name, at + ppp.length(), length - ppp.length());
    }

    private static void payload(Line line, int protocol, @Nullable String name, int at, int length) {
        switch (protocol) {
            case PppHeader.IPV4 -> Ipv4Line.print(line, at, length);
            case PppHeader.IPV6 -> Ipv6Line.print(line, at, length);
            case LCP, 0x8021, 0x8023, 0x8057, 0x80fd, 0x8281, 0xc02b -> control(line, String.valueOf(name), at, length);
            case PAP, CHAP -> authentication(line, protocol, at, length);
            default -> {
                if (name == null) {
                    line.text("unknown PPP protocol (0x").hex(protocol, 4).text(") ");
                } else {
                    line.text(name).text(' ');
                }
                line.dumpHex(at, at + length);
            }
        }
    }

    private static @Nullable String name(int protocol) {
        return switch (protocol) {
            case PppHeader.IPV4 -> "IP";
            case PppHeader.IPV6 -> "IP6";
            case 0x8021 -> "IPCP";
            case 0x8023 -> "OSICP";
            case 0x8057 -> "IP6CP";
            case 0x80fd -> "CCP";
            case 0x8281 -> "MPLSCP";
            case LCP -> "LCP";
            case PAP -> "PAP";
            case 0xc025 -> "LQM";
            case 0xc02b -> "BACP";
            case CHAP -> "CHAP";
            case 0xc227 -> "EAP";
            default -> null;
        };
    }

    /** A packet of LCP, or of a protocol of its form (RFC 1661 section 5). */
    private static void control(Line line, String name, int at, int length) {
        line.text(name).text(", ");
        if (length < CONTROL_HEADER_LENGTH || !line.has(at, CONTROL_HEADER_LENGTH)) {
            line.text("[|").text(name).text(']');
            return;
        }
        int code = line.u8(at);
        line.text(
                switch (code) {
                    case 0 -> "Vendor-Extension";
                    case 1 -> "Conf-Request";
                    case 2 -> "Conf-Ack";
                    case 3 -> "Conf-Nack";
                    case 4 -> "Conf-Reject";
                    case 5 -> "Term-Request";
                    case 6 -> "Term-Ack";
                    case 7 -> "Code-Reject";
                    case 8 -> "Prot-Reject";
                    case 9 -> "Echo-Request";
                    case 10 -> "Echo-Reply";
                    case 11 -> "Disc-Req";
                    case 12 -> "Ident";
                    case 13 -> "Time-Rem";
                    case 14 -> "Reset-Req";
                    case 15 -> "Reset-Ack";
                    default -> "Unknown Opcode";
                });
        line.text(" (0x").hex(code, 2).text("), id ").number(line.u8(at + 1));
        line.text(", length ").number(length + 2);
    }

    private static void authentication(Line line, int protocol, int at, int length) {
        boolean pap = protocol == PAP;
        if (length < CONTROL_HEADER_LENGTH || !line.has(at, CONTROL_HEADER_LENGTH)) {
            line.text(pap ? "[|pap 0x" : "[|chap 0x").hex(line.u8(at), 2).text(']');
            return;
        }
        int code = line.u8(at);
        line.text(pap ? "PAP, " : "CHAP, ").text(pap ? papCode(code) : chapCode(code));
        line.text(" (0x").hex(code, 2).text("), id ").number(line.u8(at + 1));
    }

    private static String papCode(int code) {
        return switch (code) {
            case 1 -> "Auth-Req";
            case 2 -> "Auth-ACK";
            case 3 -> "Auth-NACK";
            default -> "unknown";
        };
    }

    private static String chapCode(int code) {
        return switch (code) {
            case 1 -> "Challenge";
            case 2 -> "Response";
            case 3 -> "Success";
            case 4 -> "Fail";
            default -> "unknown";
        };
    }
}
