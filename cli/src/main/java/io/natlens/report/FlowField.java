package io.natlens.report;

import com.fasterxml.jackson.core.SerializableString;
import com.fasterxml.jackson.core.io.SerializedString;

/**
 * The names of a flow's fields in JSON, encoded once: a flow has a hundred fields, and to encode the name of each anew was
 * a quarter of the time that a report took.
 */
final class FlowField {
    static final SerializableString ID = new SerializedString("id");
    static final SerializableString PROTOCOL = new SerializedString("protocol");
    static final SerializableString TRANSLATION = new SerializedString("translation");
    static final SerializableString CONFIDENCE = new SerializedString("confidence");
    static final SerializableString ORIGINAL = new SerializedString("original");
    static final SerializableString REPLY = new SerializedString("reply");
    static final SerializableString EXPLANATION = new SerializedString("explanation");
    static final SerializableString EVIDENCE = new SerializedString("evidence");
    static final SerializableString PACKETS = new SerializedString("packets");
    static final SerializableString AMBIGUOUS_PACKETS = new SerializedString("ambiguousPackets");
    static final SerializableString INVARIANTS = new SerializedString("invariants");
    static final SerializableString BYTES = new SerializedString("bytes");
    static final SerializableString INGRESS = new SerializedString("ingress");
    static final SerializableString EGRESS = new SerializedString("egress");
    static final SerializableString PATH = new SerializedString("path");
    static final SerializableString SOURCE = new SerializedString("source");
    static final SerializableString SOURCE_PORT = new SerializedString("sourcePort");
    static final SerializableString DESTINATION = new SerializedString("destination");
    static final SerializableString DESTINATION_PORT = new SerializedString("destinationPort");
    static final SerializableString IDENTIFIER = new SerializedString("identifier");
    static final SerializableString CAPTURE_POINT = new SerializedString("capturePoint");
    static final SerializableString TTL = new SerializedString("ttl");
    static final SerializableString FIRST_SEEN = new SerializedString("firstSeen");
    static final SerializableString LAST_SEEN = new SerializedString("lastSeen");
    static final SerializableString RETRANSMISSIONS = new SerializedString("retransmissions");
    static final SerializableString LOST = new SerializedString("lost");
    static final SerializableString RETRANSMITTED = new SerializedString("retransmitted");
    static final SerializableString DELAY_NANOS = new SerializedString("delayNanos");
    static final SerializableString MIN = new SerializedString("min");
    static final SerializableString MEDIAN = new SerializedString("median");
    static final SerializableString P99 = new SerializedString("p99");
    static final SerializableString MAX = new SerializedString("max");
    static final SerializableString RELATED_FLOWS = new SerializedString("relatedFlows");
    static final SerializableString KIND = new SerializedString("kind");
    static final SerializableString SIDE = new SerializedString("side");
    static final SerializableString FLOW = new SerializedString("flow");
    static final SerializableString DIAGNOSES = new SerializedString("diagnoses");
    static final SerializableString CODE = new SerializedString("code");
    static final SerializableString TEXT = new SerializedString("text");
    static final SerializableString CANDIDATES = new SerializedString("candidates");
    static final SerializableString PACKETS_ALIKE = new SerializedString("packetsAlike");
    static final SerializableString MORE_CANDIDATES = new SerializedString("moreCandidates");

    private FlowField() {}
}
