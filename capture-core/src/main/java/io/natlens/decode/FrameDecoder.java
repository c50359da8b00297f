package io.natlens.decode;

import io.natlens.decode.Observation.Kind;
import io.natlens.frame.Frame;
import io.natlens.frame.LinkType;
import io.natlens.wire.EtherType;
import java.nio.ByteBuffer;

/**
 * Turns frames into observations. Makes no object per frame. For use by one thread at a time.
 */
public final class FrameDecoder {
    private final LinkLayer link = new LinkLayer();
    private final IpPacket ip = new IpPacket();
    private final TransportDecoder transport;
    private final TunnelFinder tunnel = new TunnelFinder();
    private final CommonFrame common;

    /**
     * @param digestLength how many bytes of a payload go into {@link Observation#payloadDigest()}, a multiple of 8, 0 to
     *     64; the same for all capture points that are to be compared, so it follows the smallest snap length
     * @throws IllegalArgumentException for any other length
     */
    public FrameDecoder(int digestLength) {
        if (digestLength < 0 || digestLength > 64 || digestLength % 8 != 0) {
            throw new IllegalArgumentException("digest length " + digestLength + " is not a multiple of 8 up to 64");
        }
        transport = new TransportDecoder(digestLength);
        common = new CommonFrame(transport);
    }

    /** Whether frames of this link type can be decoded; of any other, nothing but their bytes is known. */
    public static boolean decodes(LinkType linkType) {
        return LinkLayer.isKnown(linkType.number());
    }

    /** Fills the observation from the frame's outermost packet. Never fails: damage is {@code UNDECODABLE} at worst. */
    public void decode(Frame frame, Observation observation) {
        decodeLink(frame, frame.capturePoint().linkType().number(), frame.offset(), observation);
    }

    /**
     * Fills {@code inner} from the packet that {@code outer} carries.
     *
     * @param outer what {@link #decode} made of the same frame, its {@link Observation#innerOffset()} not 0; another
     *     object than {@code inner}
     */
    public void decodeInner(Frame frame, Observation outer, Observation inner) {
        if (outer.innerEtherType == EtherType.TRANSPARENT_ETHERNET) {
            decodeLink(frame, LinkLayer.EN10MB, outer.innerOffset, inner);
        } else {
            inner.clear();
            decodeNetwork(frame, outer.innerEtherType, outer.innerOffset, inner);
        }
    }

    private void decodeLink(Frame frame, int linkType, int start, Observation observation) {
        observation.clear();
        ByteBuffer bytes = frame.buffer();
        int end = frame.offset() + frame.capturedLength();
        if (linkType == LinkLayer.EN10MB && common.read(bytes, start, end, observation)) {
            return;
        }
        if (link.read(linkType, bytes, start, end)) {
            observation.vlan = link.vlan();
            observation.interfaceIndex = link.interfaceIndex();
            decodeNetwork(frame, link.etherType(), link.networkOffset(), observation);
        }
    }

    private void decodeNetwork(Frame frame, int etherType, int start, Observation observation) {
        if (etherType != EtherType.IPV4 && etherType != EtherType.IPV6) {
            observation.kind = Kind.OTHER;
            return;
        }
        ByteBuffer bytes = frame.buffer();
        int end = frame.offset() + frame.capturedLength();
        boolean whole = ip.read(bytes, etherType, start, end, frame.offset() + frame.originalLength());
        if (ip.version != 0) {
            ip.copyTo(observation);
        }
        if (whole) {
            transport.decode(bytes, ip, observation);
            if (observation.kind == Kind.FLOW) {
                tunnel.find(bytes, ip, observation);
            }
        }
    }
}
