package io.natlens.report;

import com.fasterxml.jackson.core.JsonGenerator;
import io.natlens.wire.IpAddress;
import java.io.IOException;

/**
 * Writes addresses and times as JSON strings, from a few characters that are used again. A flow has twenty of them: to make
 * a string of each was half of what a report allocated.
 */
final class JsonText {
    private static final int LONGEST_ADDRESS = "2001:0db8:0000:0000:0000:ff00:0042:8329".length();

    private final JsonGenerator json;
    private final byte[] time = new byte[Timestamps.ISO_LENGTH];
    private final StringBuilder address = new StringBuilder(LONGEST_ADDRESS);
    private final char[] characters = new char[LONGEST_ADDRESS];

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
        address.setLength(0);
        value.appendTo(address);
        int length = address.length();
        address.getChars(0, length, characters, 0);
        json.writeString(characters, 0, length);
    }
}
