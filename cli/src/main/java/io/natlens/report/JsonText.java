package io.natlens.report;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.SerializableString;
import com.fasterxml.jackson.core.io.SerializedString;
import io.natlens.wire.IpAddress;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/**
 * Writes addresses and times as JSON strings. A flow has twenty of them: to make a string of each was half of what a report
 * allocated. A flow's addresses come again at every hop, and those of the host in every flow.
 */
final class JsonText {
    /** How many addresses are remembered as they stand in the report. */
    private static final int KNOWN = 256;

    private final JsonGenerator json;
    private final byte[] time = new byte[Timestamps.ISO_LENGTH];
    private final @Nullable IpAddress[] addresses = new IpAddress[KNOWN];
    private final @Nullable SerializableString[] addressTexts = new SerializableString[KNOWN];

    /** @param json one that writes bytes */
    JsonText(JsonGenerator json) {
        this.json = json;
    }

    /** Writes {@link Timestamps#iso}. */
    void writeTime(long epochNanos) throws IOException {
        Timestamps.putIso(epochNanos, time);
        // none of its characters has to be escaped
        json.writeRawUTF8String(time, 0, time.length);
    }

    /** Writes {@link IpAddress#toString}. */
    void writeAddress(IpAddress value) throws IOException {
        int slot = value.hashCode() & KNOWN - 1;
        SerializableString text = addressTexts[slot];
        if (text == null || !value.equals(addresses[slot])) {
            text = new SerializedString(value.toString());
            addresses[slot] = value;
            addressTexts[slot] = text;
        }
        json.writeString(text);
    }
}
