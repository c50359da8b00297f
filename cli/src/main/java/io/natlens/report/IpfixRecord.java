package io.natlens.report;

import io.natlens.correlate.Flow;
import io.natlens.correlate.Hop;
import io.natlens.explain.Verdict;
import io.natlens.frame.CapturePoint;
import io.natlens.frame.LinkType;
import io.natlens.leg.FiveTuple;
import io.natlens.translate.Crossing;
import io.natlens.translate.TranslatedFlow;
import io.natlens.wire.IpAddress;
import java.nio.ByteBuffer;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Writes flows as records of the templates that {@link IpfixTemplate#of} gives. */
final class IpfixRecord {
    private static final long NANOS_IN_MILLI = 1_000_000;
    /** IANA, natEvent: NAT44 and NAT64 session create; and of no translation, or one that has no event. */
    private static final int NAT44_SESSION_CREATE = 4;

    private static final int NAT64_SESSION_CREATE = 6;
    private static final int NO_EVENT = 0;
    /** IANA, biflowDirection. */
    private static final int INITIATOR = 1;

    private static final int ARBITRARY = 0;
    /** IANA, flowEndReason. */
    private static final int END_DETECTED = 3;

    private static final int FORCED_END = 4;
    private static final int VLAN_TAG = 4;

    private IpfixRecord() {}

    static IpfixTemplate template(Verdict verdict) {
        Flow flow = verdict.translated().flow();
        return IpfixTemplate.of(
                flow.first().source().isIpv4(), flow.last().source().isIpv4());
    }

    static void write(Verdict verdict, ByteBuffer out) {
        TranslatedFlow translated = verdict.translated();
        Flow flow = translated.flow();
        FiveTuple first = flow.first();
        FiveTuple last = flow.last();
        out.putLong(verdict.id());
        out.putLong(flow.firstSeen() / NANOS_IN_MILLI).putLong(flow.lastSeen() / NANOS_IN_MILLI);
        writeEnds(first, out);
        writeEnds(last, out);
        Crossing crossing = translated.original();
        out.putInt(number(crossing.ingress())).putInt(number(crossing.egress()));
        writeCounts(flow.original(), out);
        writeCounts(flow.reply(), out);
        out.put((byte) first.protocol())
                .put((byte) natEvent(translated))
                .put((byte) (flow.initiatorKnown() ? INITIATOR : ARBITRARY))
                .put((byte) (flow.closed() || flow.reset() ? END_DETECTED : FORCED_END));
    }

    private static int natEvent(TranslatedFlow translated) {
        boolean ipv4 = translated.flow().first().source().isIpv4();
        if (ipv4 != translated.flow().last().source().isIpv4()) {
            return NAT64_SESSION_CREATE;
        }
        return ipv4 && !translated.translations().isEmpty() ? NAT44_SESSION_CREATE : NO_EVENT;
    }

    private static void writeEnds(FiveTuple tuple, ByteBuffer out) {
        write(tuple.source(), out);
        write(tuple.destination(), out);
        out.putShort((short) tuple.sourcePort()).putShort((short) (tuple.isIcmp() ? 0 : tuple.destinationPort()));
    }

    private static void write(IpAddress address, ByteBuffer out) {
        if (address.isIpv4()) {
            out.putInt((int) address.low());
        } else {
            out.putLong(address.high()).putLong(address.low());
        }
    }

    /** 0 is the number of no interface. */
    static int number(@Nullable CapturePoint point) {
        return point == null ? 0 : point.number() + 1;
    }

    private static void writeCounts(List<Hop> path, ByteBuffer out) {
        long packets = FlowWords.packets(path);
        long header = path.isEmpty() ? 0 : linkHeader(path.get(0));
        out.putLong(packets).putLong(Math.max(0, FlowWords.bytes(path) - packets * header));
    }

    /** IPFIX counts bytes from the IP header on. */
    private static int linkHeader(Hop hop) {
        LinkType type = hop.capturePoint().linkType();
        int tags = (hop.vlan() == 0 ? 0 : VLAN_TAG) + (hop.outerVlan() == 0 ? 0 : VLAN_TAG);
        if (type.equals(LinkType.EN10MB)) {
            return 14 + tags;
        }
        if (type.equals(LinkType.LINUX_SLL)) {
            return 16;
        }
        if (type.equals(LinkType.LINUX_SLL2)) {
            return 20;
        }
        return type.equals(LinkType.NULL) || type.equals(LinkType.LOOP) ? 4 : 0;
    }
}
