package io.natlens.report;

import io.natlens.correlate.FlowIndex;
import io.natlens.decode.Observation;
import io.natlens.leg.Fingerprint;
import io.natlens.leg.FiveTuple;
import io.natlens.wire.IpAddress;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** One packet of a flow, as the hops of its path saw it. */
final class TiedPacket {
    private static final String FLAG_LETTERS = "FSRP.UEW";

    /** What one hop saw: the time, and each field as text, in the order in which a header has them. */
    record Sighting(long timeNanos, FiveTuple tuple, int ttl, Map<String, String> fields) {}

    private final long fingerprint;
    private final boolean reply;
    private final List<@Nullable Sighting> sightings = new ArrayList<>();

    TiedPacket(Observation packet, long place) {
        fingerprint = Fingerprint.of(packet);
        reply = FlowIndex.isReply(place);
        for (int hop = 0; hop < FlowIndex.hops(place); hop++) {
            sightings.add(null);
        }
    }

    /** Whether this is the packet again, at a hop that has not shown it yet. */
    boolean isSeenAgain(Observation packet, long place) {
        return FlowIndex.isReply(place) == reply
                && sightings.get(FlowIndex.hop(place)) == null
                && Fingerprint.of(packet) == fingerprint;
    }

    void see(Observation packet, long place, long timeNanos) {
        FiveTuple tuple = new FiveTuple(
                packet.protocol(),
                new IpAddress(packet.sourceHigh(), packet.sourceLow()),
                packet.sourcePort(),
                new IpAddress(packet.destinationHigh(), packet.destinationLow()),
                packet.destinationPort());
        sightings.set(FlowIndex.hop(place), new Sighting(timeNanos, tuple, packet.ttl(), fields(packet)));
    }

    boolean isReply() {
        return reply;
    }

    /** By hop; null where the packet was not seen. */
    List<@Nullable Sighting> sightings() {
        return sightings;
    }

    /** Whether more than one hop saw it. */
    boolean ties() {
        int seen = 0;
        for (Sighting sighting : sightings) {
            seen += sighting == null ? 0 : 1;
        }
        return seen > 1;
    }

    private static Map<String, String> fields(Observation packet) {
        Map<String, String> fields = new LinkedHashMap<>();
        if (packet.ipId() != Observation.NO_IP_ID) {
            fields.put("ip id", Integer.toString(packet.ipId()));
        }
        if (packet.ipVersion() == 6 && packet.flowLabel() != 0) {
            fields.put("flow label", "0x" + Integer.toHexString(packet.flowLabel()));
        }
        if (packet.protocol() == FiveTuple.TCP) {
            addTcp(packet, fields);
        } else if (packet.protocol() == FiveTuple.ICMP || packet.protocol() == FiveTuple.ICMPV6) {
            fields.put("type", packet.icmpType() + "/" + packet.icmpCode());
            fields.put("icmp seq", Integer.toString(packet.icmpSequence()));
        }
        fields.put("length", Integer.toString(packet.payloadLength()));
        if (packet.payloadDigest() != 0) {
            fields.put("payload digest", String.format("%016x", packet.payloadDigest()));
        }
        return fields;
    }

    private static void addTcp(Observation segment, Map<String, String> fields) {
        fields.put("flags", "[" + flags(segment.tcpFlags()) + "]");
        fields.put("seq", Integer.toUnsignedString(segment.tcpSequence()));
        if ((segment.tcpFlags() & Observation.ACK) != 0) {
            fields.put("ack", Integer.toUnsignedString(segment.tcpAcknowledgement()));
        }
        fields.put("win", Integer.toString(segment.tcpWindow()));
        if (segment.tcpTimestamps()) {
            fields.put("TS val", Integer.toUnsignedString(segment.tcpTimestampValue()));
            fields.put("TS ecr", Integer.toUnsignedString(segment.tcpTimestampEcho()));
        }
    }

    /** As tcpdump has them. */
    private static String flags(int flags) {
        StringBuilder letters = new StringBuilder();
        for (int bit = 0; bit < FLAG_LETTERS.length(); bit++) {
            if ((flags & 1 << bit) != 0) {
                letters.append(FLAG_LETTERS.charAt(bit));
            }
        }
        return letters.length() == 0 ? "none" : letters.toString();
    }
}
