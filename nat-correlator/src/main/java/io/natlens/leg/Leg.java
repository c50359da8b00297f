package io.natlens.leg;

import io.natlens.decode.Observation;
import io.natlens.frame.CapturePoint;
import io.natlens.wire.IpAddress;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One five-tuple, both directions, at one capture point, from the first to the last packet of one connection.
 *
 * <p>Direction 0 is that of the leg's first packet, direction 1 the other. Written by the {@link LegTable} that made it,
 * and to be read by others once that has said that the leg has ended; what never changes may be read at any time.
 */
public final class Leg {
    private static final int MOST_ERRORS = 16;

    /** So many packets of a direction are told apart; nobody asks for more. */
    private static final int FEW = 3;

    /** Neither this nor the next is a row, so that whoever asks what others than TCP sent fails at once. */
    private static final int NO_ROW = -2;

    // flags, of which each is one of two bits, by direction
    private static final int FIN_SEEN = 0;
    private static final int SYN_SEEN = 2;
    private static final int ISN_KNOWN = 4;
    private static final int QUERIED = 6;
    // flags of the leg
    private static final int RESET = 1 << 8;
    private static final int STREAMS_ENDED = 1 << 9;
    private static final int ENDED = 1 << 10;
    private static final int IP_IDS = 1 << 11;

    // there are hundreds of thousands of these: what is here is as small as it can be, and what few have is elsewhere
    private final int number;
    private final CapturePoint point;
    private final int vlan;
    private final short protocol;
    private byte packets0;
    private byte packets1;
    private final long sourceHigh;
    private final long sourceLow;
    private final long destinationHigh;
    private final long destinationLow;
    private final int ports;

    private final long firstSeen;
    private long lastSeen;
    private int isn0;
    private int isn1;
    private int flags;
    private final SentTable sent;
    private final int sentRow;
    private @Nullable ByteStreams streams;
    private @Nullable Tunnels tunnels;
    /** Replaced and never changed, as others may read it. */
    private volatile List<ErrorCount> errors = List.of();

    /**
     * @param timeNanos of the first packet
     * @param sent takes what is sent, if this is TCP
     */
    Leg(int number, CapturePoint point, Observation first, long timeNanos, SentTable sent) {
        this.number = number;
        this.point = point;
        vlan = first.vlan();
        protocol = (short) first.protocol();
        sourceHigh = first.sourceHigh();
        sourceLow = first.sourceLow();
        destinationHigh = first.destinationHigh();
        destinationLow = first.destinationLow();
        ports = first.sourcePort() << 16 | first.destinationPort();
        firstSeen = timeNanos;
        this.sent = sent;
        sentRow = protocol == FiveTuple.TCP ? sent.take() : NO_ROW;
    }

    /**
     * Which of the leg's directions has this tuple.
     *
     * @return 0 or 1, or -1 where the tuple is not the leg's
     */
    int directionOf(
            CapturePoint at,
            int inVlan,
            int ofProtocol,
            long fromHigh,
            long fromLow,
            int fromPort,
            long toHigh,
            long toLow,
            int toPort) {
        if (at != point || inVlan != vlan || ofProtocol != protocol) {
            return -1;
        }
        if ((fromPort << 16 | toPort) == ports
                && fromLow == sourceLow
                && toLow == destinationLow
                && fromHigh == sourceHigh
                && toHigh == destinationHigh) {
            return 0;
        }
        boolean turned = (toPort << 16 | fromPort) == ports
                && toLow == sourceLow
                && fromLow == destinationLow
                && toHigh == sourceHigh
                && fromHigh == destinationHigh;
        return turned ? 1 : -1;
    }

    /** Notes that no packet will be this leg's any more. */
    void end() {
        flags |= ENDED;
    }

    boolean hasEnded() {
        return (flags & ENDED) != 0;
    }

    /** Notes a packet. */
    void count(int direction, long timeNanos) {
        if (direction == 0 && packets0 < FEW) {
            packets0++;
        } else if (direction == 1 && packets1 < FEW) {
            packets1++;
        }
        lastSeen = Math.max(lastSeen, timeNanos);
    }

    /**
     * Learns from a TCP header which end began and how the connection stands.
     *
     * @return whether this header completed the pair of initial sequence numbers
     */
    boolean learnTcp(int direction, Observation segment) {
        int tcp = segment.tcpFlags();
        if ((tcp & Observation.FIN) != 0) {
            flags |= 1 << (FIN_SEEN + direction);
        }
        if ((tcp & Observation.RST) != 0) {
            flags |= RESET;
        }
        if ((tcp & Observation.SYN) != 0) {
            return learnSyn(direction, segment);
        }
        // the segment that completes a handshake tells the other side's number, which this point may never see itself;
        // a later one would tell a wrong number, so that nothing may have been seen in between
        boolean handshake = isnKnown(direction)
                && !isnKnown(1 - direction)
                && packets(direction) <= 2
                && packets(1 - direction) == 0
                && segment.payloadLength() == 0
                && tcp == Observation.ACK
                && segment.tcpSequence() == isn(direction) + 1;
        return handshake && learnIsn(1 - direction, segment.tcpAcknowledgement() - 1);
    }

    private boolean learnSyn(int direction, Observation syn) {
        boolean answer = (syn.tcpFlags() & Observation.ACK) != 0;
        if (!answer) {
            flags |= 1 << (SYN_SEEN + direction);
        }
        boolean complete = learnIsn(direction, syn.tcpSequence());
        if (answer && !isnKnown(1 - direction)) {
            complete = learnIsn(1 - direction, syn.tcpAcknowledgement() - 1);
        }
        return complete;
    }

    private boolean learnIsn(int direction, int isn) {
        boolean news = !isnKnown(direction);
        if (direction == 0) {
            isn0 = isn;
        } else {
            isn1 = isn;
        }
        flags |= 1 << (ISN_KNOWN + direction);
        return news && isnKnown(1 - direction);
    }

    /** Learns from an ICMP query's type which end asks. */
    void learnIcmp(int direction, boolean query) {
        flags |= 1 << (QUERIED + (query ? direction : 1 - direction));
    }

    /** Learns from an IP header whether this leg's packets have identifications. */
    void learnIpId(Observation packet) {
        if (packet.ipVersion() == 4 && packet.ipId() != 0) {
            flags |= IP_IDS;
        }
    }

    /** Notes an ICMP error about this leg; the same error again is counted. */
    void learnError(int direction, Observation error, long timeNanos) {
        List<ErrorCount> known = errors;
        // by index: an iterator would be an object for each error
        for (int i = 0; i < known.size(); i++) {
            if (known.get(i).countIfSame(direction, error)) {
                return;
            }
        }
        if (known.size() < MOST_ERRORS) {
            List<ErrorCount> more = new ArrayList<>(known);
            more.add(new ErrorCount(direction, error, timeNanos));
            errors = List.copyOf(more);
        }
    }

    /** Takes what a segment carried, whose header has been learned. */
    void follow(int direction, Observation segment, ByteBuffer bytes, long timeNanos) {
        if (haveStreamsEnded()) {
            return;
        }
        if (streams == null && isnKnown(0) && isnKnown(1)) {
            streams = new ByteStreams(timeNanos);
        }
        if (streams != null && segment.payloadLength() > 0) {
            streams.add(direction, segment.tcpSequence() - isn(direction) - 1, segment, bytes, timeNanos);
        }
    }

    /** Takes no more of what a closed connection may carry. Tells whether it has done so until now. */
    boolean endStreams() {
        boolean ending = !haveStreamsEnded();
        flags |= STREAMS_ENDED;
        return ending;
    }

    /**
     * Notes the leg of a tunnel that carries this one.
     *
     * @return whether it is another than the one that carried this direction before; of very many not the last
     */
    boolean carriedBy(Leg outer, int direction) {
        if (tunnels == null) {
            tunnels = new Tunnels();
        }
        return tunnels.carry(outer, direction);
    }

    /**
     * Whether a SYN opens another connection on the same tuple. A SYN that has been answered or reset cannot be meant by
     * a new number; one that has not is the same attempt for the kernel's connection tracking, which keeps its entry in
     * SYN_SENT (net/netfilter/nf_conntrack_proto_tcp.c). An answer opens one only where the capture lacks the SYN.
     */
    boolean isReopenedBy(int direction, Observation syn) {
        boolean other = isnKnown(direction) && isn(direction) != syn.tcpSequence();
        if ((syn.tcpFlags() & Observation.ACK) != 0) {
            boolean otherAsked = isnKnown(1 - direction) && isn(1 - direction) != syn.tcpAcknowledgement() - 1;
            return isClosed() && (other || otherAsked);
        }
        if (isnKnown(direction)) {
            boolean unanswered = packets(1 - direction) == 0 && !isnKnown(1 - direction);
            return other && (!unanswered || isClosed());
        }
        boolean simultaneous = (flags & 1 << (SYN_SEEN + 1 - direction)) != 0;
        return !simultaneous || isClosed();
    }

    /** A number that is this leg's alone among the living legs of its table. */
    public int number() {
        return number;
    }

    public CapturePoint point() {
        return point;
    }

    /** As {@link Observation#vlan()}. */
    public int vlan() {
        return vlan;
    }

    public int protocol() {
        return protocol;
    }

    public long sourceHigh() {
        return sourceHigh;
    }

    public long sourceLow() {
        return sourceLow;
    }

    public long destinationHigh() {
        return destinationHigh;
    }

    public long destinationLow() {
        return destinationLow;
    }

    public int sourcePort() {
        return ports >>> 16;
    }

    public int destinationPort() {
        return ports & 0xffff;
    }

    /** The tuple that packets of this direction carry. */
    public FiveTuple tuple(int direction) {
        FiveTuple first = new FiveTuple(
                protocol,
                new IpAddress(sourceHigh, sourceLow),
                sourcePort(),
                new IpAddress(destinationHigh, destinationLow),
                destinationPort());
        return direction == 0 ? first : first.reverse();
    }

    /** A hash of the tuple that is the same for both directions, and at all capture points. */
    public long tupleHash() {
        return TupleHash.of(this);
    }

    /** Which direction of this leg has the tuple of the other's direction 0: 0, 1, or -1 where none has. */
    public int directionOf(Leg other) {
        return directionOf(
                point,
                vlan,
                other.protocol,
                other.sourceHigh,
                other.sourceLow,
                other.sourcePort(),
                other.destinationHigh,
                other.destinationLow,
                other.destinationPort());
    }

    /** How many packets the direction had, up to {@value #FEW}. */
    int packets(int direction) {
        return direction == 0 ? packets0 : packets1;
    }

    /** Nanoseconds since the epoch. */
    long lastSeen() {
        return lastSeen;
    }

    /** How long packets have come, in nanoseconds. */
    long duration() {
        return lastSeen - firstSeen;
    }

    public boolean isnKnown(int direction) {
        return (flags & 1 << (ISN_KNOWN + direction)) != 0;
    }

    /** The initial sequence number (RFC 9293 section 3.4.1) of the direction's sender, if {@link #isnKnown}. */
    public int isn(int direction) {
        return direction == 0 ? isn0 : isn1;
    }

    /** Whether TCP is done with this connection: both ends have said FIN, or one RST. */
    public boolean isClosed() {
        return isReset() || (flags & 3 << FIN_SEEN) == 3 << FIN_SEEN;
    }

    public boolean isReset() {
        return (flags & RESET) != 0;
    }

    /** Whether a packet had an IPv4 identification other than 0, which says nothing. */
    public boolean hasIpIds() {
        return (flags & IP_IDS) != 0;
    }

    /** The direction of the end that began, as a SYN or an ICMP query shows it; -1 where nothing does. */
    public int initiator() {
        boolean began0 = (flags & (1 << SYN_SEEN | 1 << QUERIED)) != 0;
        boolean began1 = (flags & (2 << SYN_SEEN | 2 << QUERIED)) != 0;
        if (began0 == began1) {
            return began0 ? 0 : -1;
        }
        return began0 ? 0 : 1;
    }

    /** The row of {@link SentTable} for what the direction's sender sent, of a TCP connection. */
    int sentRow(int direction) {
        return sentRow + direction;
    }

    /** What the direction's sender sent, of a TCP connection, if this leg has not been released. */
    public SentBytes sent(int direction) {
        return sent.of(sentRow(direction));
    }

    /** Lets go of what was sent, as nobody asks any more. */
    void releaseSent() {
        if (sentRow != NO_ROW) {
            sent.release(sentRow);
        }
    }

    /** What the connection carried; null where its beginning was not seen, or where {@link #forgetStreams} was called. */
    public @Nullable ByteStreams streams() {
        return streams;
    }

    /** Lets go of what the connection carried. To be called only where that changes no more. */
    public void forgetStreams() {
        streams = null;
    }

    /** Whether a batch said that the connection is closed, so that {@link #streams} change no more. */
    public boolean haveStreamsEnded() {
        return (flags & STREAMS_ENDED) != 0;
    }

    /** ICMP errors about this leg by now, in the order of their first appearance. */
    public List<IcmpError> errors() {
        List<ErrorCount> known = errors;
        return known.isEmpty()
                ? List.of()
                : known.stream().map(ErrorCount::error).toList();
    }

    @Override
    public String toString() {
        return point + " " + tuple(0);
    }
}
