package io.natlens.decode;

import io.natlens.wire.Checksum;
import io.natlens.wire.IpProtocol;
import io.natlens.wire.TcpHeader;

/** Prints a TCP segment. */
final class TcpLine {
    private static final int FIN = 0x01;
    private static final int SYN = 0x02;
    private static final int RST = 0x04;
    private static final int ACK = 0x10;
    private static final int URG = 0x20;
    private static final String FLAG_LETTERS = "FSRP.UEW";

    private TcpLine() {}

    static void print(Line line, int at, int length, Endpoints endpoints, boolean fragmented) {
        line.protocol("tcp");
        if (!line.has(at, 4)) {
            endpoints.addresses(line);
            line.text(':');
            throw new Truncation();
        }
        endpoints.withPorts(line, line.u16(at), line.u16(at + 2));
        int headerLength = line.u8(at + 12) >>> 4 << 2;
        if (headerLength < TcpHeader.MINIMUM_LENGTH) {
            line.text(" tcp ").number(length - headerLength);
            line.text(" [bad hdr length ").number(headerLength).text(" - too short, < 20]");
            return;
        }
        line.require(at, TcpHeader.MINIMUM_LENGTH);
        TcpHeader tcp = new TcpHeader();
        tcp.wrap(line.bytes(), at, line.end());
        if (line.options().quiet()) {
            line.text("tcp ").unsigned(length - headerLength);
            tooLong(line, headerLength, length);
            return;
        }
        segment(line, tcp, length, endpoints, fragmented);
    }

    private static boolean tooLong(Line line, int headerLength, int length) {
        if (headerLength <= length) {
            return false;
        }
        line.text(" [bad hdr length ")
                .number(headerLength)
                .text(" - too long, > ")
                .number(length)
                .text(']');
        return true;
    }

    private static void segment(Line line, TcpHeader tcp, int length, Endpoints endpoints, boolean fragmented) {
        int flags = tcp.flags();
        line.text("Flags [");
        flags(line, flags);
        line.text(']');
        int sequence = tcp.sequence();
        int acknowledgement = tcp.acknowledgement();
        int sackBase = 0;
        if (!line.options().absoluteSequences() && (flags & ACK) != 0) {
            TcpSequences.Connection connection = endpoints.connection(line, tcp.sourcePort(), tcp.destinationPort());
            TcpSequences sequences = line.sequences();
            if (sequences.find(connection, (flags & SYN) != 0, sequence, acknowledgement)) {
                sequence -= sequences.sequenceBase();
                acknowledgement -= sequences.acknowledgementBase();
            }
            sackBase = sequences.acknowledgementBase();
        }
        int headerLength = tcp.headerLength();
        if (tooLong(line, headerLength, length)) {
            return;
        }
        checksum(line, tcp, length, endpoints, fragmented);
        int data = length - headerLength;
        numbers(line, tcp, sequence, acknowledgement, data);
        if (headerLength > TcpHeader.MINIMUM_LENGTH) {
            int start = tcp.offset() + TcpHeader.MINIMUM_LENGTH;
            if (!TcpOptionLine.print(line, start, tcp.offset() + headerLength, flags, sackBase)) {
                return;
            }
        }
        line.text(", length ").unsigned(data);
    }

    private static void flags(Line line, int flags) {
        if (flags == 0) {
            line.text("none");
        }
        for (int bit = 0; bit < 8; bit++) {
            if ((flags >>> bit & 1) != 0) {
                line.text(FLAG_LETTERS.charAt(bit));
            }
        }
    }

    private static void checksum(Line line, TcpHeader tcp, int length, Endpoints endpoints, boolean fragmented) {
        if (!line.options().verbose() || fragmented || !line.has(tcp.offset(), length)) {
            return;
        }
        int sum = PseudoHeader.check(line, endpoints, IpProtocol.TCP, tcp.offset(), length);
        line.text(", cksum 0x").hex(tcp.checksum(), 4);
        if (sum == 0) {
            line.text(" (correct)");
        } else {
            line.text(" (incorrect -> 0x")
                    .hex(Checksum.expected(tcp.checksum(), sum), 4)
                    .text(')');
        }
    }

    private static void numbers(Line line, TcpHeader tcp, int sequence, int acknowledgement, int data) {
        int flags = tcp.flags();
        if (data > 0 || (flags & (SYN | FIN | RST)) != 0) {
            line.text(", seq ").unsigned(sequence);
            if (data > 0) {
                line.text(':').unsigned(sequence + data);
            }
        }
        if ((flags & ACK) != 0) {
            line.text(", ack ").unsigned(acknowledgement);
        }
        line.text(", win ").number(tcp.window());
        if ((flags & URG) != 0) {
            line.text(", urg ").number(tcp.urgentPointer());
        }
    }
}
