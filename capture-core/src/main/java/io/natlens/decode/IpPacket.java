package io.natlens.decode;

import io.natlens.wire.EtherType;
import io.natlens.wire.IpAddress;
import io.natlens.wire.IpProtocol;
import io.natlens.wire.Ipv4Header;
import io.natlens.wire.Ipv6Extension;
import io.natlens.wire.Ipv6Fragment;
import io.natlens.wire.Ipv6Header;
import java.nio.ByteBuffer;

/** What IPv4 and IPv6 say alike, read from either, behind IPv6's extension headers. */
final class IpPacket {
    private final Ipv4Header ipv4 = new Ipv4Header();
    private final Ipv6Header ipv6 = new Ipv6Header();
    private final Ipv6Extension extension = new Ipv6Extension();
    private final Ipv6Fragment fragment = new Ipv6Fragment();

    int version;
    int protocol;
    long sourceHigh;
    long sourceLow;
    long destinationHigh;
    long destinationLow;
    int ipId;
    int ttl;
    int flowLabel;
    int ipLength;
    int fragmentOffset;
    boolean moreFragments;
    /** Where the transport's header, or the fragment's bytes, start. */
    int payloadOffset;
    /** Where the captured bytes of the packet end, Ethernet's padding left out. */
    int limit;
    /** How long the payload was on the wire, in bytes. */
    int payloadLength;

    /**
     * Returns whether the packet is there up to its transport; if not, what is known until there is filled in.
     *
     * @param end where the captured bytes end
     * @param wireEnd where the bytes ended on the wire, for packets that state no length
     */
    boolean read(ByteBuffer bytes, int etherType, int start, int end, int wireEnd) {
        version = 0;
        return etherType == EtherType.IPV4
                ? readIpv4(bytes, start, end, wireEnd)
                : readIpv6(bytes, start, end, wireEnd);
    }

    private boolean readIpv4(ByteBuffer bytes, int start, int end, int wireEnd) {
        if (!ipv4.wrap(bytes, start, end) || ipv4.version() != 4) {
            return false;
        }
        version = 4;
        protocol = ipv4.protocol();
        sourceHigh = 0;
        sourceLow = IpAddress.mapped(ipv4.source());
        destinationHigh = 0;
        destinationLow = IpAddress.mapped(ipv4.destination());
        ipId = ipv4.identification();
        ttl = ipv4.timeToLive();
        flowLabel = 0;
        fragmentOffset = ipv4.fragmentOffset();
        moreFragments = ipv4.moreFragments();
        ipLength = ipv4.totalLength();
        int length = ipLength != 0 ? ipLength : wireEnd - start;
        return bounds(start, start + ipv4.headerLength(), length, end);
    }

    private boolean readIpv6(ByteBuffer bytes, int start, int end, int wireEnd) {
        if (!ipv6.wrap(bytes, start, end) || ipv6.version() != 6) {
            return false;
        }
        version = 6;
        protocol = ipv6.nextHeader();
        sourceHigh = ipv6.sourceHigh();
        sourceLow = ipv6.sourceLow();
        destinationHigh = ipv6.destinationHigh();
        destinationLow = ipv6.destinationLow();
        ipId = Observation.NO_IP_ID;
        ttl = ipv6.hopLimit();
        flowLabel = ipv6.flowLabel();
        fragmentOffset = 0;
        moreFragments = false;
        int stated = ipv6.payloadLength();
        ipLength = Ipv6Header.LENGTH + stated;
        boolean jumbo = stated == 0 && protocol != IpProtocol.NO_NEXT_HEADER;
        int length = jumbo ? wireEnd - start : ipLength;
        return bounds(start, start + Ipv6Header.LENGTH, length, end) && readExtensions(bytes);
    }

    private boolean bounds(int start, int next, int length, int end) {
        payloadOffset = next;
        payloadLength = start + length - next;
        // a length beyond 2^31 is no packet's; the sum then turns negative, and so the end stays that of the capture
        int stated = start + length;
        limit = stated > start && stated < end ? stated : end;
        return payloadLength >= 0;
    }

    private boolean readExtensions(ByteBuffer bytes) {
        for (int i = 0; i < Ipv6Extension.CHAIN_LIMIT; i++) {
            if (protocol == IpProtocol.FRAGMENT) {
                if (!readFragment(bytes)) {
                    return false;
                }
                if (fragmentOffset != 0) {
                    return true;
                }
            } else if (!Ipv6Extension.is(protocol)) {
                return true;
            } else if (!extension.wrap(bytes, payloadOffset, limit, protocol)) {
                return false;
            } else {
                advance(extension.nextHeader(), extension.length());
            }
        }
        return false;
    }

    private boolean readFragment(ByteBuffer bytes) {
        if (!fragment.wrap(bytes, payloadOffset, limit)) {
            return false;
        }
        ipId = fragment.identification();
        fragmentOffset = fragment.fragmentOffset();
        moreFragments = fragment.moreFragments();
        advance(fragment.nextHeader(), Ipv6Fragment.LENGTH);
        return true;
    }

    private void advance(int nextHeader, int length) {
        protocol = nextHeader;
        payloadOffset += length;
        payloadLength -= length;
    }

    boolean isLaterFragment() {
        return fragmentOffset != 0;
    }

    void copyTo(Observation to) {
        to.ipVersion = version;
        to.protocol = protocol;
        to.sourceHigh = sourceHigh;
        to.sourceLow = sourceLow;
        to.destinationHigh = destinationHigh;
        to.destinationLow = destinationLow;
        to.ipId = ipId;
        to.ttl = ttl;
        to.flowLabel = flowLabel;
        to.ipLength = ipLength;
        to.firstFragment = moreFragments && fragmentOffset == 0;
    }
}
