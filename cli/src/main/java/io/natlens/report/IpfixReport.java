package io.natlens.report;

import io.natlens.explain.Verdict;
import io.natlens.frame.CapturePoint;
import io.natlens.frame.CapturePoints;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;

/**
 * Flows as IPFIX messages (RFC 7011), each a biflow (RFC 5103) with the addresses and ports behind NAT; interfaces have the
 * numbers of capture points plus 1, and their names in records of their own. Templates stand in the first message and in one
 * of every {@value #MESSAGES_BETWEEN_TEMPLATES}, for collectors that come late or lose a datagram.
 */
public final class IpfixReport implements ReportWriter {
    static final int HEADER_LENGTH = 16;

    private static final int VERSION = 10;
    private static final int SET_HEADER_LENGTH = 4;
    /** What a datagram carries through any Ethernet (RFC 7011 section 10.3.3). */
    private static final int LONGEST_MESSAGE = 1400;

    private static final int LONGEST_RECORD = 160;
    private static final int MESSAGES_BETWEEN_TEMPLATES = 16;
    private static final long NANOS = 1_000_000_000;

    private final IpfixDestination destination;
    private final CapturePoints points;
    private final Spool spool = new Spool();
    private final ByteBuffer message = ByteBuffer.allocate(LONGEST_MESSAGE);
    private int named;
    private long messages;
    private long sequence;
    private int recordsInMessage;
    private long lastNanos;
    /** Where the open set begins in the message; 0 if none is open. */
    private int set;

    /** Nothing is sent, and no file made, before {@link #finish}. */
    public IpfixReport(IpfixDestination destination, CapturePoints points) throws IOException {
        this.destination = destination;
        this.points = points;
        begin();
        nameInterfaces();
    }

    private void begin() {
        message.clear().position(HEADER_LENGTH);
        set = 0;
        recordsInMessage = 0;
        if (messages % MESSAGES_BETWEEN_TEMPLATES == 0) {
            IpfixTemplate.ALL.forEach(template -> template.write(message));
        }
    }

    /** Names those that have not been named yet. */
    private void nameInterfaces() throws IOException {
        List<CapturePoint> all = points.all();
        for (CapturePoint point : all.subList(named, all.size())) {
            open(IpfixTemplate.INTERFACE);
            message.putInt(IpfixRecord.number(point));
            put(point.name(), IpfixField.INTERFACE_NAME);
            put(point.description(), IpfixField.INTERFACE_DESCRIPTION);
            recordsInMessage++;
        }
        named = all.size();
    }

    /** As many characters as fit. */
    private void put(String text, IpfixField field) {
        int characters = Math.min(text.length(), field.length());
        byte[] bytes = utf8(text, characters);
        while (bytes.length > field.length()) {
            characters--;
            bytes = utf8(text, characters);
        }
        message.put(Arrays.copyOf(bytes, field.length()));
    }

    private static byte[] utf8(String text, int characters) {
        return Names.printable(text.substring(0, characters), Integer.MAX_VALUE).getBytes(StandardCharsets.UTF_8);
    }

    @Override
    public void add(Verdict verdict) throws IOException {
        nameInterfaces();
        open(IpfixRecord.template(verdict));
        IpfixRecord.write(verdict, message);
        lastNanos = Math.max(lastNanos, verdict.translated().flow().lastSeen());
        recordsInMessage++;
    }

    /** Makes room for a record of this template. */
    private void open(IpfixTemplate template) throws IOException {
        if (message.position() + SET_HEADER_LENGTH + LONGEST_RECORD > LONGEST_MESSAGE) {
            end();
            begin();
        }
        if (set == 0 || message.getShort(set) != template.id()) {
            closeSet();
            set = message.position();
            message.putShort((short) template.id()).putShort((short) 0);
        }
    }

    private void closeSet() {
        if (set > 0) {
            message.putShort(set + Short.BYTES, (short) (message.position() - set));
        }
    }

    private void end() throws IOException {
        closeSet();
        message.putShort(0, (short) VERSION)
                .putShort(2, (short) message.position())
                .putInt(4, (int) (lastNanos / NANOS))
                .putInt(8, (int) sequence)
                .putInt(12, 1);
        spool.write(message.array(), 0, message.position());
        sequence += recordsInMessage;
        messages++;
    }

    @Override
    public void finish(Summary summary) throws IOException {
        nameInterfaces();
        end();
        try (IpfixDestination.Sink sink = destination.open()) {
            spool.transferTo(new Messages(sink));
        }
    }

    @Override
    public void close() throws IOException {
        spool.close();
    }

    /** Puts bytes together to messages again, since a datagram has one. */
    private static final class Messages extends OutputStream {
        private final IpfixDestination.Sink sink;
        private byte[] bytes = new byte[0];

        Messages(IpfixDestination.Sink sink) {
            this.sink = sink;
        }

        @Override
        public void write(int b) throws IOException {
            write(new byte[] {(byte) b}, 0, 1);
        }

        @Override
        public void write(byte[] more, int offset, int length) throws IOException {
            int before = bytes.length;
            bytes = Arrays.copyOf(bytes, before + length);
            System.arraycopy(more, offset, bytes, before, length);
            int start = 0;
            for (int next = length(start); next > 0; next = length(start)) {
                sink.send(bytes, start, next);
                start += next;
            }
            bytes = Arrays.copyOfRange(bytes, start, bytes.length);
        }

        /** The length of the message that starts there; 0 if not all of it is there. */
        private int length(int start) {
            if (bytes.length - start < HEADER_LENGTH) {
                return 0;
            }
            int length = ByteBuffer.wrap(bytes).getShort(start + 2) & 0xffff;
            return length <= bytes.length - start ? length : 0;
        }
    }
}
