package io.natlens.decode;

import io.natlens.wire.IpAddress;

/**
 * Where in the bytes the addresses of an IP packet stand.
 *
 * @param version 4 or 6
 * @param source where the source address starts
 * @param destination where the destination address starts
 * @param lastDestination where the address starts that checksums cover: another one only where the packet is source-routed
 * @param printed whether the addresses stand in the line already, as they do behind IPv6's extension headers
 */
record Endpoints(int version, int source, int destination, int lastDestination, boolean printed) {
    Endpoints(int version, int source, int destination, boolean printed) {
        this(version, source, destination, destination, printed);
    }

    /** The same, but for what checksums cover. */
    Endpoints to(int newLastDestination) {
        return new Endpoints(version, source, destination, newLastDestination, printed);
    }

    /** The same, when the addresses stand in the line. */
    Endpoints asPrinted() {
        return new Endpoints(version, source, destination, lastDestination, true);
    }

    /** {@code 10.1.0.8 > 8.8.8.8} */
    void addresses(Line line) {
        if (version == 4) {
            line.ipv4(source).text(" > ").ipv4(destination);
        } else {
            line.ipv6(source).text(" > ").ipv6(destination);
        }
    }

    /** {@code 10.1.0.8.52450 > 8.8.8.8.443: }, or the ports only where the addresses are printed. */
    void withPorts(Line line, int sourcePort, int destinationPort) {
        if (!printed) {
            address(line, source);
            line.text('.');
        }
        line.number(sourcePort).text(" > ");
        if (!printed) {
            address(line, destination);
            line.text('.');
        }
        line.number(destinationPort).text(": ");
    }

    private void address(Line line, int at) {
        if (version == 4) {
            line.ipv4(at);
        } else {
            line.ipv6(at);
        }
    }

    TcpSequences.Connection connection(Line line, int sourcePort, int destinationPort) {
        if (version == 4) {
            long from = IpAddress.mapped(line.i32(source));
            long to = IpAddress.mapped(line.i32(destination));
            return new TcpSequences.Connection(0, from, 0, to, sourcePort, destinationPort);
        }
        return new TcpSequences.Connection(
                line.i64(source),
                line.i64(source + 8),
                line.i64(destination),
                line.i64(destination + 8),
                sourcePort,
                destinationPort);
    }
}
