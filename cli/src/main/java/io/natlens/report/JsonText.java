package io.natlens.report;

import com.fasterxml.jackson.core.JsonGenerator;
import io.natlens.wire.IpAddress;
import java.io.IOException;

/**
 * Writes addresses and times as JSON strings, from a few bytes that are used again. A flow has twenty of them: to make a
 * string of each was half of what a report allocated. None of their characters has to be escaped.
 */
final class JsonText {
    private final JsonGenerator json;
    private final byte[] bytes = new byte[Timestamps.ISO_LENGTH];
    private int length;

    /** @param json one that writes bytes */
    JsonText(JsonGenerator json) {
        this.json = json;
    }

    /** Writes {@link Timestamps#iso}. */
    void writeTime(long epochNanos) throws IOException {
        Timestamps.putIso(epochNanos, bytes);
        json.writeRawUTF8String(bytes, 0, Timestamps.ISO_LENGTH);
    }

    /** Writes {@link IpAddress#toString}. */
    void writeAddress(IpAddress address) throws IOException {
        if (address.isIpv4()) {
            putIpv4((int) address.low());
            json.writeRawUTF8String(bytes, 0, length);
        } else {
            json.writeString(address.toString());
        }
    }

    private void putIpv4(int address) {
        length = 0;
        putNumber(address >>> 24);
        bytes[length++] = '.';
        putNumber(address >>> 16 & 0xff);
        bytes[length++] = '.';
        putNumber(address >>> 8 & 0xff);
        bytes[length++] = '.';
        putNumber(address & 0xff);
    }

    /** @param number 0 to 255 */
    private void putNumber(int number) {
        if (number >= 100) {
            bytes[length++] = (byte) ('0' + number / 100);
        }
        if (number >= 10) {
            bytes[length++] = (byte) ('0' + number / 10 % 10);
        }
        bytes[length++] = (byte) ('0' + number % 10);
    }
}
