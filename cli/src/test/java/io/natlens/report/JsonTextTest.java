package io.natlens.report;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import io.natlens.wire.IpAddress;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Random;
import org.junit.jupiter.api.Test;

class JsonTextTest {
    private static final int VALUES = 10_000;
    private static final DateTimeFormatter ISO =
            DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.nnnnnnnnnX").withZone(ZoneOffset.UTC);

    private final Random random = new Random(4);
    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final JsonGenerator json;
    private final JsonText text;

    JsonTextTest() throws IOException {
        json = new JsonFactory().createGenerator(out);
        text = new JsonText(json);
    }

    @Test
    void addressesOfIpv4StandAsStringsOfThemDo() throws IOException {
        for (int i = 0; i < VALUES; i++) {
            assertWritten(IpAddress.ofIpv4(octet() << 24 | octet() << 16 | octet() << 8 | octet()));
        }
    }

    @Test
    void addressesThatComeAgainStandAsBefore() throws IOException {
        for (int i = 0; i < VALUES; i++) {
            assertWritten(IpAddress.ofIpv4(172 << 24 | 17 << 16 | random.nextInt(600)));
        }
    }

    /** Of one, two or three digits. */
    private int octet() {
        return random.nextInt(2 << random.nextInt(8));
    }

    @Test
    void addressesOfIpv6StandAsStringsOfThemDo() throws IOException {
        for (int i = 0; i < VALUES; i++) {
            assertWritten(new IpAddress(random.nextLong(), random.nextLong() & 0xffff_0000_ffffL));
        }
    }

    private void assertWritten(IpAddress address) throws IOException {
        text.writeAddress(address);
        assertEquals('"' + address.toString() + '"', written());
    }

    @Test
    void timesStandAsTheJdkFormatsThem() throws IOException {
        for (int i = 0; i < VALUES; i++) {
            long epochNanos = random.nextLong();
            text.writeTime(epochNanos);
            assertEquals('"' + ISO.format(Instant.ofEpochSecond(0, epochNanos)) + '"', written());
        }
    }

    /** Without the blank between values. */
    private String written() throws IOException {
        json.flush();
        String written = out.toString(StandardCharsets.UTF_8).strip();
        out.reset();
        return written;
    }
}
