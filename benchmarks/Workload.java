import java.io.BufferedOutputStream;
import java.io.Closeable;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.PriorityQueue;
import java.util.SplittableRandom;

/**
 * Makes the capture of a Docker host at work, always the same one for the same arguments: connections of containers on
 * docker0 that are source-translated on their way out by eth0 or eth1, others that come in to a published port, and the
 * host's own. One pcapng file with an interface for each capture point, or a folder with a pcap file for each; beside it,
 * what natlens must find.
 *
 * <pre>java Workload.java FILE.pcapng|FOLDER TRUTH.csv PACKETS CONNECTIONS SNAPLENGTH [AT_ONCE [POINTS]]</pre>
 *
 * Nearly all packets are TCP, a third of the connections UDP, some ICMP echo. At most 500 connections live at once unless
 * another number is given, and some 80 begin every second, or as many more. With more points than three there are more NICs,
 * and all have as many connections.
 */
final class Workload {
    static final int DOCKER0 = 0;
    static final int ETH0 = 1;
    static final int ETH1 = 2;

    static final int ICMP = 1;
    static final int TCP = 6;
    static final int UDP = 17;

    private static final String AT_ONCE = "500";
    private static final String POINTS = "3";

    /** More connections at once than this to one server would have no port left. */
    private static final int SHARING_PORTS = 5000;

    private static final long START = 1_795_209_908_000_000_000L;

    final SplittableRandom random = new SplittableRandom(7);
    final List<String> points;
    private final Map<Integer, BitSet> portsInUse = new HashMap<>();
    private final Capture capture;
    private final PrintStream truth;
    private final double packetsPerConnection;
    private final PriorityQueue<Event> events = new PriorityQueue<>();
    private final int connections;
    private final int atOnce;
    private int started;

    /** Something that is due: a packet to be seen, or the next step of a connection. */
    record Event(long time, Runnable what) implements Comparable<Event> {
        @Override
        public int compareTo(Event other) {
            return Long.compare(time, other.time);
        }
    }

    private Workload(
            List<String> points, Capture capture, PrintStream truth, long packets, int connections, int atOnce) {
        this.points = points;
        this.capture = capture;
        this.truth = truth;
        this.connections = connections;
        this.atOnce = atOnce;
        packetsPerConnection = packets / 1.9 / connections;
    }

    public static void main(String[] arguments) throws IOException {
        long packets = Long.parseLong(arguments[2]);
        int connections = Integer.parseInt(arguments[3]);
        int snapLength = Integer.parseInt(arguments[4]);
        int atOnce = Integer.parseInt(arguments.length > 5 ? arguments[5] : AT_ONCE);
        List<String> points = points(Integer.parseInt(arguments.length > 6 ? arguments[6] : POINTS));
        try (Capture capture = new Capture(arguments[0], points, snapLength);
                PrintStream truth = new PrintStream(
                        new BufferedOutputStream(Files.newOutputStream(Path.of(arguments[1]))),
                        false,
                        StandardCharsets.US_ASCII)) {
            new Workload(points, capture, truth, packets, connections, atOnce).run();
            System.err.println(capture.packets + " packets, " + capture.bytes + " bytes, " + connections + " connections");
        }
    }

    private static List<String> points(int count) {
        List<String> points = new ArrayList<>(List.of("docker0"));
        while (points.size() < count) {
            points.add("eth" + (points.size() - 1));
        }
        return points;
    }

    private void run() {
        for (int i = 0; i < Math.min(atOnce, connections); i++) {
            begin(START + random.nextLong(4_000_000_000L));
        }
        for (Event event = events.poll(); event != null; event = events.poll()) {
            event.what().run();
        }
    }

    private void begin(long time) {
        if (started < connections) {
            Connection connection = new Connection(this, started++, budget());
            at(time, () -> step(connection, time));
        }
    }

    /** Few connections are long, most are short. */
    private int budget() {
        double tail = Math.pow(1 - random.nextDouble(), -0.6) - 1;
        return (int) Math.min(20 * packetsPerConnection, packetsPerConnection * 0.65 * tail);
    }

    long exponential(double mean) {
        return (long) (-mean * Math.log(1 - random.nextDouble()));
    }

    private void at(long time, Runnable what) {
        events.add(new Event(time, what));
    }

    private void step(Connection connection, long time) {
        long next = connection.step(time);
        if (next >= 0) {
            at(next, () -> step(connection, next));
        } else {
            truth.println(connection.truth());
            connection.release();
            begin(time + exponential(4e9));
        }
    }

    /** Lets a packet be seen where its connection passes: first at one point, some microseconds later at the other. */
    void send(long time, Connection connection, boolean fromInitiator, Packet packet) {
        boolean outFirst = connection.published == fromInitiator;
        int first = connection.hostOnly || outFirst ? connection.nic : DOCKER0;
        see(time, first, connection, fromInitiator, packet, 0);
        if (!connection.hostOnly) {
            long later = time + 20_000 + random.nextInt(60_000);
            int second = first == DOCKER0 ? connection.nic : DOCKER0;
            at(later, () -> see(later, second, connection, fromInitiator, packet, 1));
        }
    }

    private void see(long time, int point, Connection connection, boolean fromInitiator, Packet packet, int routed) {
        capture.write(point, time, packet.frame(connection.tuple(point, fromInitiator), routed));
    }

    /** Addresses and ports as one packet carries them; for ICMP both ports are the identifier. */
    record Tuple(int protocol, int source, int sourcePort, int destination, int destinationPort) {
        Tuple reverse() {
            return new Tuple(protocol, destination, destinationPort, source, sourcePort);
        }

        /** As the columns of a CSV report: addresses, ports, identifier. */
        String columns() {
            boolean icmp = protocol == ICMP;
            return address(source) + "," + (icmp ? "" : sourcePort) + "," + address(destination) + ","
                    + (icmp ? "" : destinationPort) + "," + (icmp ? sourcePort : "");
        }

        private static String address(int a) {
            return (a >>> 24) + "." + (a >> 16 & 255) + "." + (a >> 8 & 255) + "." + (a & 255);
        }
    }

    /** One connection and how far it has come. */
    static final class Connection {
        final boolean published;
        final boolean hostOnly;
        final int nic;
        private final Workload workload;
        private final int number;
        private final int protocol;
        private final Tuple inside;
        private final Tuple outside;
        private final long roundTrip;
        private int budget;
        private int state;
        private int segments;
        private int clientSequence;
        private int serverSequence;
        private int clientId;
        private int serverId;

        Connection(Workload workload, int number, int budget) {
            SplittableRandom random = workload.random;
            this.workload = workload;
            this.number = number;
            int kind = random.nextInt(100);
            protocol = kind < 60 ? TCP : kind < 95 ? UDP : ICMP;
            this.budget = protocol == TCP ? budget : protocol == UDP ? 0 : 3;
            int share = random.nextInt(100);
            int nics = workload.points.size() - 1;
            nic = nics > 2 ? ETH0 + share % nics : share < 20 ? ETH1 : ETH0;
            int way = random.nextInt(100);
            published = protocol == TCP && way < 20;
            hostOnly = way >= 95;
            roundTrip = 400_000 + random.nextLong(8_000_000);
            clientSequence = random.nextInt();
            serverSequence = random.nextInt();
            clientId = random.nextInt(0x10000);
            serverId = random.nextInt(0x10000);
            int peer = 0xc6336400 + random.nextInt(250) - (random.nextInt(64) << 8);
            int container = 0xac110002 + number % 60;
            int port = 32768 + (int) (number * 17L % 28_000);
            if (published) {
                inside = new Tuple(TCP, peer, port, container, 80);
                outside = new Tuple(TCP, peer, port, host(nic), 8000);
            } else {
                int service = protocol == TCP ? 443 : 53;
                int natPort = workload.allocate(protocol, port, peer);
                outside = tuple(host(nic), natPort, peer, service);
                inside = hostOnly ? outside : tuple(container, port, peer, service);
            }
        }

        /** The host's address at a NIC. */
        private static int host(int nic) {
            return 0x0a010000 + (nic - ETH0 << 8) + (nic == ETH0 ? 8 : 4);
        }

        private Tuple tuple(int source, int port, int destination, int service) {
            return new Tuple(protocol, source, port, destination, protocol == ICMP ? port : service);
        }

        Tuple tuple(int point, boolean fromInitiator) {
            Tuple tuple = point == DOCKER0 ? inside : outside;
            return fromInitiator ? tuple : tuple.reverse();
        }

        void release() {
            if (!published) {
                workload.portsInUse(protocol, outside.destination()).clear(outside.sourcePort());
            }
        }

        /** Sends what is next and tells when the one after it is due; -1 at the end. */
        long step(long time) {
            return switch (protocol) {
                case TCP -> tcp(time);
                case UDP -> question(time, new Packet(number, UDP, 0, 0, 0, 30 + (number & 31), clientId++, 64), 90);
                default -> question(time, new Packet(number, ICMP, 0, 8, state, 56, clientId++, 64), 56);
            };
        }

        /** A question and its answer, as often as the budget says. */
        private long question(long time, Packet question, int answerLength) {
            boolean asks = (state & 1) == 0;
            if (asks) {
                workload.send(time, this, true, question);
                state++;
                return time + roundTrip;
            }
            Packet answer = new Packet(number, protocol, 0, 0, state - 1, answerLength, serverId++, 57);
            workload.send(time, this, false, answer);
            state++;
            return budget-- > 0 ? time + 10_000_000 : -1;
        }

        private long tcp(long time) {
            switch (state) {
                case 0 -> segment(time, true, Packet.SYN, 0);
                case 1 -> segment(time, false, Packet.SYN | Packet.ACK, 0);
                case 2 -> segment(time, true, Packet.ACK, 0);
                case 3 -> request(time);
                case 4 -> response(time);
                case 5 -> segment(time, true, Packet.ACK, 0);
                case 6, 7 -> segment(time, state == 6, Packet.FIN | Packet.ACK, 0);
                default -> {
                    segment(time, true, Packet.ACK, 0);
                    return -1;
                }
            }
            boolean answered = state == 5;
            if (answered) {
                state = segments > 0 ? 4 : budget > 0 ? 3 : 6;
            } else if (state != 4 || segments % 2 == 0) {
                state++;
            }
            return time + pause(answered);
        }

        private long pause(boolean answered) {
            SplittableRandom random = workload.random;
            return switch (state) {
                case 1, 7 -> roundTrip;
                case 3 -> answered ? workload.exponential(1e9) : 100_000;
                case 4 -> answered || segments % 2 != 0 ? 5_000 + random.nextInt(10_000) : roundTrip;
                default -> 90_000 + random.nextInt(60_000);
            };
        }

        private void request(long time) {
            segments = 2 * (1 + workload.random.nextInt(6));
            segment(time, true, Packet.PSH | Packet.ACK, 40 + workload.random.nextInt(400));
            budget--;
        }

        private void response(long time) {
            segments--;
            budget--;
            segment(time, false, Packet.ACK, 200 + workload.random.nextInt(1248));
        }

        private void segment(long time, boolean fromInitiator, int flags, int length) {
            int sequence = fromInitiator ? clientSequence : serverSequence;
            int acknowledged = (flags & Packet.ACK) == 0 ? 0 : fromInitiator ? serverSequence : clientSequence;
            int id = fromInitiator ? clientId++ : (flags & Packet.SYN) != 0 ? 0 : serverId++;
            int ttl = fromInitiator ? 64 : 57;
            Packet packet = new Packet(number, TCP, flags, sequence, acknowledged, length, id, ttl);
            workload.send(time, this, fromInitiator, packet);
            int counted = length + ((flags & (Packet.SYN | Packet.FIN)) != 0 ? 1 : 0);
            if (fromInitiator) {
                clientSequence += counted;
            } else {
                serverSequence += counted;
            }
        }

        /** The report's columns of protocol, translation, both tuples and all four NICs. */
        String truth() {
            String name = protocol == TCP ? "tcp" : protocol == UDP ? "udp" : "icmp";
            Tuple first = published ? outside : inside;
            Tuple last = published ? inside : outside;
            String translation = hostOnly ? "" : published ? "DNAT" : "SNAT";
            String point = workload.points.get(nic);
            String crossing = published ? point + ",,," + point : "," + point + "," + point + ",";
            return name + "," + translation + "," + first.columns() + "," + last.reverse().columns() + "," + crossing;
        }
    }

    /** The port itself while nobody else has it, as masquerading does, else another. */
    private int allocate(int protocol, int wanted, int peer) {
        BitSet taken = portsInUse(protocol, peer);
        int port = wanted;
        while (taken.get(port)) {
            port = port < 65_000 ? port + 501 : 1024 + (port & 63);
        }
        taken.set(port);
        return port;
    }

    /** The ports of the connections to this peer, and to so many others that there are enough for all. */
    private BitSet portsInUse(int protocol, int peer) {
        int group = (peer & 0xffff) % (atOnce / SHARING_PORTS + 1);
        return portsInUse.computeIfAbsent(group << 8 | protocol, unused -> new BitSet());
    }

    /**
     * What of a packet is the same at every capture point.
     *
     * @param connection makes its payload another than that of other connections
     * @param first TCP's sequence number; of ICMP the type
     * @param second TCP's acknowledgement number; of ICMP the sequence number
     */
    record Packet(int connection, int protocol, int flags, int first, int second, int length, int id, int ttl) {
        static final int FIN = 1;
        static final int SYN = 2;
        static final int PSH = 8;
        static final int ACK = 16;

        private static final int ETHERNET = 14;
        private static final int IP = 20;
        private static final ByteBuffer FRAME = ByteBuffer.allocate(2048);

        private int header() {
            return protocol == TCP ? 20 : 8;
        }

        /** The frame's bytes from 0 to the limit; good until the next call. */
        ByteBuffer frame(Tuple tuple, int routed) {
            FRAME.clear().putLong(0x0242ac11_00020242L).putInt(0xac110001).putShort((short) 0x0800);
            FRAME.put((byte) 0x45).put((byte) 0).putShort((short) (IP + header() + length));
            FRAME.putShort((short) id).putShort((short) 0x4000).put((byte) (ttl - routed)).put((byte) protocol);
            FRAME.putShort((short) 0).putInt(tuple.source()).putInt(tuple.destination());
            FRAME.putShort(ETHERNET + 10, checksum());
            switch (protocol) {
                case TCP -> tcp(tuple);
                case UDP -> udp(tuple);
                default -> icmp(tuple);
            }
            payload();
            return FRAME.flip();
        }

        /** RFC 1071 over the IP header; the transport's is left to the card, as on a real bridge. */
        private static short checksum() {
            int sum = 0;
            for (int i = 0; i < IP; i += 2) {
                sum += FRAME.getShort(ETHERNET + i) & 0xffff;
            }
            sum = (sum & 0xffff) + (sum >>> 16);
            return (short) ~((sum & 0xffff) + (sum >>> 16));
        }

        private void tcp(Tuple tuple) {
            FRAME.putShort((short) tuple.sourcePort()).putShort((short) tuple.destinationPort());
            FRAME.putInt(first).putInt(second).put((byte) 0x50).put((byte) flags);
            FRAME.putShort((short) 64240).putInt(0);
        }

        private void udp(Tuple tuple) {
            FRAME.putShort((short) tuple.sourcePort()).putShort((short) tuple.destinationPort());
            FRAME.putShort((short) (8 + length)).putShort((short) 0);
        }

        private void icmp(Tuple tuple) {
            FRAME.put((byte) first).put((byte) 0).putShort((short) 0);
            FRAME.putShort((short) tuple.sourcePort()).putShort((short) second);
        }

        /** Bytes that differ from packet to packet, and are the same wherever one is seen. */
        private void payload() {
            long state = (long) connection << 40 ^ (long) first << 20 ^ second;
            for (int left = length; left > 0; left -= 8) {
                state = state * 6364136223846793005L + 1442695040888963407L;
                FRAME.putLong(state);
            }
            FRAME.position(ETHERNET + IP + header() + length);
        }
    }

    /** Counts frames, cuts them off at the snap length, and passes them on. */
    static final class Capture implements AutoCloseable {
        private final int snapLength;
        private final Output output;
        long packets;
        long bytes;

        Capture(String name, List<String> points, int snapLength) throws IOException {
            this.snapLength = snapLength;
            Path path = Path.of(name);
            output = name.endsWith(".pcapng")
                    ? new PcapngFile(path, points, snapLength)
                    : new PcapFolder(path, points, snapLength);
        }

        void write(int point, long time, ByteBuffer frame) {
            int original = frame.limit();
            try {
                output.write(point, time, frame.limit(Math.min(original, snapLength)), original);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
            packets++;
            bytes += original;
        }

        @Override
        public void close() throws IOException {
            output.close();
        }
    }

    /** Where frames are kept, with times in nanoseconds. */
    interface Output extends Closeable {
        void write(int point, long time, ByteBuffer frame, int originalLength) throws IOException;
    }

    private static OutputStream create(Path file) throws IOException {
        return new BufferedOutputStream(Files.newOutputStream(file), 1 << 20);
    }

    /** A pcapng file with one interface for each capture point. */
    static final class PcapngFile implements Output {
        private final OutputStream out;
        private final ByteBuffer block = ByteBuffer.allocate(4096).order(ByteOrder.LITTLE_ENDIAN);

        PcapngFile(Path file, List<String> points, int snapLength) throws IOException {
            out = create(file);
            write(block.clear().putInt(0x0a0d0d0a).putInt(28).putInt(0x1a2b3c4d).putInt(1).putLong(-1).putInt(28));
            for (String name : points) {
                byte[] bytesOfName = name.getBytes(StandardCharsets.US_ASCII);
                int padded = (bytesOfName.length + 3) & ~3;
                int length = 16 + 4 + padded + 8 + 4 + 4;
                block.clear().putInt(1).putInt(length).putShort((short) 1).putShort((short) 0).putInt(snapLength);
                block.putShort((short) 2).putShort((short) bytesOfName.length).put(bytesOfName);
                block.position(20 + padded);
                block.putShort((short) 9).putShort((short) 1).putInt(9).putInt(0).putInt(length);
                write(block);
            }
        }

        @Override
        public void write(int point, long time, ByteBuffer frame, int originalLength) throws IOException {
            int captured = frame.limit();
            int padded = (captured + 3) & ~3;
            block.clear().putInt(6).putInt(32 + padded).putInt(point).putInt((int) (time >>> 32)).putInt((int) time);
            block.putInt(captured).putInt(originalLength).put(frame);
            block.position(28 + padded).putInt(32 + padded);
            write(block);
        }

        private void write(ByteBuffer full) throws IOException {
            out.write(full.array(), 0, full.position());
        }

        @Override
        public void close() throws IOException {
            out.close();
        }
    }

    /** A pcap file for each capture point, which bears its name. */
    static final class PcapFolder implements Output {
        private static final int SECOND = 1_000_000_000;

        private final List<OutputStream> files = new ArrayList<>();
        private final ByteBuffer header = ByteBuffer.allocate(24).order(ByteOrder.LITTLE_ENDIAN);

        PcapFolder(Path folder, List<String> points, int snapLength) throws IOException {
            Files.createDirectories(folder);
            header.putInt(0xa1b23c4d).putShort((short) 2).putShort((short) 4).putLong(0).putInt(snapLength).putInt(1);
            for (String name : points) {
                OutputStream file = create(folder.resolve(name + ".pcap"));
                file.write(header.array());
                files.add(file);
            }
        }

        @Override
        public void write(int point, long time, ByteBuffer frame, int originalLength) throws IOException {
            header.clear().putInt((int) (time / SECOND)).putInt((int) (time % SECOND));
            header.putInt(frame.limit()).putInt(originalLength);
            files.get(point).write(header.array(), 0, header.position());
            files.get(point).write(frame.array(), 0, frame.limit());
        }

        @Override
        public void close() throws IOException {
            for (OutputStream file : files) {
                file.close();
            }
        }
    }
}
