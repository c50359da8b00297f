package io.natlens.report;

import io.natlens.correlate.FlowIndex;
import io.natlens.decode.Observation;
import io.natlens.frame.CapturePoint;
import io.natlens.leg.Fingerprint;
import java.util.LinkedHashMap;
import java.util.Map;

/** Where and when packets were seen last, so that their way to the next hop can be told. Of the latest packets only. */
final class HopTimes {
    private static final int MOST = 1 << 16;

    /** Of a flow's direction, one packet. */
    private record Key(long direction, long fingerprint) {}

    private record Sighting(int hop, CapturePoint point, long timeNanos) {}

    private final Map<Key, Sighting> latest = new LinkedHashMap<>() {
        private static final long serialVersionUID = 1;

        @Override
        protected boolean removeEldestEntry(Map.Entry<Key, Sighting> eldest) {
            return size() > MOST;
        }
    };

    /** {@code , +51 µs since docker0} if the packet was seen at an earlier hop, else empty; and notes that it is here. */
    String since(Observation packet, CapturePoint point, long place, long timeNanos) {
        if (packet.kind() != Observation.Kind.FLOW) {
            return "";
        }
        int hop = FlowIndex.hop(place);
        Key key = new Key(2 * FlowIndex.flow(place) + (FlowIndex.isReply(place) ? 1 : 0), Fingerprint.of(packet));
        Sighting before = latest.remove(key);
        latest.put(key, new Sighting(hop, point, timeNanos));
        if (before == null || before.hop() >= hop) {
            return "";
        }
        long nanos = timeNanos - before.timeNanos();
        return ", " + (nanos < 0 ? "" : "+") + Units.duration(nanos) + " since " + FlowBlock.name(before.point());
    }
}
