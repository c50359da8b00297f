package io.natlens.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

final class LiveConfigTest {
    private static final Console CONSOLE = new Console(
            InputStream.nullInputStream(), OutputStream.nullOutputStream(), System.err, false, false, Map.of());

    @Test
    void theFormatIsThatOfTheEventsAndNotOfTheCapture() throws IOException, UsageException {
        LiveConfig config = LiveConfig.parse(List.of("-i", "eth0", "-f", "jsonl", "-w", "minute.pcapng"), CONSOLE);

        assertEquals(LiveConfig.Format.JSONL, config.events());
        assertEquals(OutputConfig.toFile("minute.pcapng"), config.frames());
    }
}
