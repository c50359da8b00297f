package io.natlens.decode;

import java.nio.ByteBuffer;

/**
 * What decoding keeps of one frame, or of the packet inside a tunnelled one.
 *
 * <p>One observation is filled again and again by {@link FrameDecoder}; nothing of it may be kept but by copying. A field
 * that the packet does not have is 0, or the value that its accessor names.
 *
 * <p>Addresses are two longs, the high and the low half of the IPv6 address in network order; an IPv4 address is the
 * mapped one, ::ffff:a.b.c.d (RFC 4291 section 2.5.5.2).
 */
public final class Observation {
    /** How much of a five-tuple the packet shows. */
    public enum Kind {
        /** A packet of a connection: addresses and protocol are there, ports or the identifier where it has any. */
        FLOW,
        /** A fragment other than the first: addresses, protocol and {@link #ipId()}, but no ports. */
        FRAGMENT,
        /** An ICMP error; the tuple of the packet that it speaks of is in the {@code embedded} fields. */
        ERROR,
        /** No packet of any connection: ARP, LLDP, neighbour discovery and the like. */
        OTHER,
        /** The frame ended, or lied, before its tuple was known; or its link type is not one that is decoded. */
        UNDECODABLE
    }

    /** {@link #ipId()} of a packet that carries none: IPv6 without a fragment header. */
    public static final int NO_IP_ID = -1;

    /** TCP's flags as RFC 9293 section 3.1 places them. */
    public static final int FIN = 0x01;

    public static final int SYN = 0x02;
    public static final int RST = 0x04;
    public static final int PSH = 0x08;
    public static final int ACK = 0x10;
    public static final int URG = 0x20;

    private static final ByteBuffer NO_BYTES = ByteBuffer.allocate(0);

    Kind kind = Kind.UNDECODABLE;
    int vlan;
    int interfaceIndex;
    int ipVersion;
    int protocol;
    long sourceHigh;
    long sourceLow;
    long destinationHigh;
    long destinationLow;
    int sourcePort;
    int destinationPort;
    int ipId;
    int ttl;
    int flowLabel;
    int ipLength;
    boolean firstFragment;
    int tcpFlags;
    int tcpSequence;
    int tcpAcknowledgement;
    int tcpWindow;
    boolean tcpTimestamps;
    int tcpTimestampValue;
    int tcpTimestampEcho;
    int icmpType;
    int icmpCode;
    int icmpSequence;
    int payloadLength;
    int payloadOffset;
    int payloadCaptured;
    /** What {@link #payloadDigest()} is made of: so many bytes from {@link #payloadOffset} on. */
    ByteBuffer bytes = NO_BYTES;

    int digestLength;
    /** Of an ICMP error. */
    long errorDigest;

    int embeddedProtocol;
    long embeddedSourceHigh;
    long embeddedSourceLow;
    long embeddedDestinationHigh;
    long embeddedDestinationLow;
    int embeddedSourcePort;
    int embeddedDestinationPort;
    int embeddedIpId;
    int innerOffset;
    /** What is at {@link #innerOffset}: IPv4, IPv6, or transparent Ethernet. */
    int innerEtherType;

    void clear() {
        if (kind == Kind.ERROR) {
            clearEmbedded();
        }
        kind = Kind.UNDECODABLE;
        vlan = 0;
        interfaceIndex = 0;
        ipVersion = 0;
        protocol = 0;
        sourceHigh = 0;
        sourceLow = 0;
        destinationHigh = 0;
        destinationLow = 0;
        sourcePort = 0;
        destinationPort = 0;
        ipId = NO_IP_ID;
        ttl = 0;
        flowLabel = 0;
        ipLength = 0;
        firstFragment = false;
        tcpFlags = 0;
        tcpSequence = 0;
        tcpAcknowledgement = 0;
        tcpWindow = 0;
        tcpTimestamps = false;
        tcpTimestampValue = 0;
        tcpTimestampEcho = 0;
        icmpType = 0;
        icmpCode = 0;
        icmpSequence = 0;
        payloadLength = 0;
        payloadOffset = 0;
        payloadCaptured = 0;
        digestLength = 0;
        innerOffset = 0;
        innerEtherType = 0;
    }

    private void clearEmbedded() {
        errorDigest = 0;
        embeddedProtocol = 0;
        embeddedSourceHigh = 0;
        embeddedSourceLow = 0;
        embeddedDestinationHigh = 0;
        embeddedDestinationLow = 0;
        embeddedSourcePort = 0;
        embeddedDestinationPort = 0;
        embeddedIpId = 0;
    }

    public Kind kind() {
        return kind;
    }

    /** The VLAN that the frame was tagged with, 1 to 4094; QinQ's outer one times 4096 plus the inner; 0 if untagged. */
    public int vlan() {
        return vlan;
    }

    /** The interface index in a LINUX_SLL2 header, or 0. */
    public int interfaceIndex() {
        return interfaceIndex;
    }

    /** 4, 6, or 0 where there is no IP. */
    public int ipVersion() {
        return ipVersion;
    }

    /** The protocol above IP and its extension headers, an IANA protocol number. */
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

    /** TCP's, UDP's, SCTP's or DCCP's source port; both ports are the identifier of an ICMP query; 0 where there is none. */
    public int sourcePort() {
        return sourcePort;
    }

    public int destinationPort() {
        return destinationPort;
    }

    /** IPv4's identification (16 bits), or that of an IPv6 fragment header (32 bits), or {@link #NO_IP_ID}. */
    public int ipId() {
        return ipId;
    }

    /** Time to live, or IPv6's hop limit. */
    public int ttl() {
        return ttl;
    }

    public int flowLabel() {
        return flowLabel;
    }

    /** The length that the IP header states, header included (IPv6: the payload's and 40), in bytes; segments joined by offload may state 0. */
    public int ipLength() {
        return ipLength;
    }

    /** Whether this is the first of several fragments. */
    public boolean firstFragment() {
        return firstFragment;
    }

    public int tcpFlags() {
        return tcpFlags;
    }

    public int tcpSequence() {
        return tcpSequence;
    }

    public int tcpAcknowledgement() {
        return tcpAcknowledgement;
    }

    /** As the header has it, not scaled. */
    public int tcpWindow() {
        return tcpWindow;
    }

    /** Whether the segment carries the timestamps option (RFC 7323 section 3) within what was captured. */
    public boolean tcpTimestamps() {
        return tcpTimestamps;
    }

    public int tcpTimestampValue() {
        return tcpTimestampValue;
    }

    public int tcpTimestampEcho() {
        return tcpTimestampEcho;
    }

    public int icmpType() {
        return icmpType;
    }

    public int icmpCode() {
        return icmpCode;
    }

    /** The sequence number of an ICMP query. */
    public int icmpSequence() {
        return icmpSequence;
    }

    /** How long the payload of TCP, UDP or ICMP was on the wire, in bytes, by the IP header, without Ethernet's padding. */
    public int payloadLength() {
        return payloadLength;
    }

    /** Where in the frame's buffer the payload starts. */
    public int payloadOffset() {
        return payloadOffset;
    }

    /** How many bytes of the payload were captured, 0 to {@link #payloadLength()}. */
    public int payloadCaptured() {
        return payloadCaptured;
    }

    /**
     * A digest of the payload's first bytes, as many as {@link FrameDecoder} was told, without anything that NAT
     * rewrites; 0 where there are none. Equal payloads have equal digests. Of an ICMP error it is the digest of what NAT
     * leaves as it was in the message and in the packet inside.
     *
     * <p>Made anew by each call, and only as long as the frame's bytes are there: most packets are TCP's, of which nobody asks.
     */
    public long payloadDigest() {
        return kind == Kind.ERROR ? errorDigest : PayloadDigest.of(bytes, payloadOffset, digestLength);
    }

    public int embeddedProtocol() {
        return embeddedProtocol;
    }

    public long embeddedSourceHigh() {
        return embeddedSourceHigh;
    }

    public long embeddedSourceLow() {
        return embeddedSourceLow;
    }

    public long embeddedDestinationHigh() {
        return embeddedDestinationHigh;
    }

    public long embeddedDestinationLow() {
        return embeddedDestinationLow;
    }

    public int embeddedSourcePort() {
        return embeddedSourcePort;
    }

    public int embeddedDestinationPort() {
        return embeddedDestinationPort;
    }

    public int embeddedIpId() {
        return embeddedIpId;
    }

    /**
     * Where in the frame's buffer the tunnelled frame or packet starts, for {@link FrameDecoder#decodeInner}; 0 where
     * the packet is no tunnel's (VXLAN, IP in IP, GRE).
     */
    public int innerOffset() {
        return innerOffset;
    }
}
