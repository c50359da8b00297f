package io.natlens.file;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;

/** Puts a pcapng file together, block by block. */
final class PcapngBytes {
    private final ByteArrayOutputStream file = new ByteArrayOutputStream();
    private final ByteOrder order;

    PcapngBytes(ByteOrder order) {
        this.order = order;
    }

    /** A little-endian file with a section header. */
    static PcapngBytes begun() {
        return new PcapngBytes(ByteOrder.LITTLE_ENDIAN).section();
    }

    PcapngBytes section() {
        return block(
                0x0a0d0d0a,
                fields(16)
                        .putInt(0x1a2b3c4d)
                        .putShort((short) 1)
                        .putShort((short) 0)
                        .putLong(-1));
    }

    PcapngBytes interfaceDescription(int linkType, int snapLength, byte[]... options) {
        return block(1, fields(8).putShort((short) linkType).putShort((short) 0).putInt(snapLength), options);
    }

    PcapngBytes enhanced(int id, long ticks, int original, String data, byte[]... options) {
        byte[] bytes = Captures.hex(data);
        ByteBuffer body = fields(20 + Pcapng.padded(bytes.length));
        body.putInt(id).putInt((int) (ticks >>> 32)).putInt((int) ticks);
        return block(6, body.putInt(bytes.length).putInt(original).put(bytes), options);
    }

    PcapngBytes obsolete(int id, int drops, long ticks, int original, String data, byte[]... options) {
        byte[] bytes = Captures.hex(data);
        ByteBuffer body = fields(20 + Pcapng.padded(bytes.length));
        body.putShort((short) id).putShort((short) drops);
        body.putInt((int) (ticks >>> 32)).putInt((int) ticks);
        return block(2, body.putInt(bytes.length).putInt(original).put(bytes), options);
    }

    PcapngBytes simple(int original, String data) {
        byte[] bytes = Captures.hex(data);
        return block(3, fields(4 + Pcapng.padded(bytes.length)).putInt(original).put(bytes));
    }

    PcapngBytes statistics(int id, byte[]... options) {
        return block(5, fields(12).putInt(id), options);
    }

    PcapngBytes block(int type, ByteBuffer fixed, byte[]... options) {
        byte[] body = Captures.join(bytes(fixed), Captures.join(options));
        int length = body.length + 12;
        file.writeBytes(bytes(fields(8).putInt(type).putInt(length)));
        file.writeBytes(body);
        file.writeBytes(bytes(fields(4).putInt(length)));
        return this;
    }

    /** Bytes as they are. */
    PcapngBytes raw(byte[] bytes) {
        file.writeBytes(bytes);
        return this;
    }

    ByteBuffer fields(int length) {
        return ByteBuffer.allocate(length).order(order);
    }

    byte[] option(int code, byte[] value) {
        ByteBuffer option = fields(4 + Pcapng.padded(value.length));
        return bytes(
                option.putShort((short) code).putShort((short) value.length).put(value));
    }

    byte[] option(int code, String value) {
        return option(code, value.getBytes(StandardCharsets.UTF_8));
    }

    byte[] option(int code, long value) {
        return option(code, bytes(fields(8).putLong(value)));
    }

    byte[] end() {
        return new byte[4];
    }

    int length() {
        return file.size();
    }

    byte[] bytes() {
        return file.toByteArray();
    }

    private static byte[] bytes(ByteBuffer buffer) {
        byte[] bytes = new byte[buffer.capacity()];
        buffer.get(0, bytes);
        return bytes;
    }
}
