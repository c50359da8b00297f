package io.natlens.file;

import io.natlens.wire.IpAddress;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Map;

/**
 * The records of a name resolution block: type, length, address, name and a zero byte, filled up to a multiple of 4; at the
 * end a record of type 0.
 *
 * <p>Source: draft-ietf-opsawg-pcapng, section 4.5.
 */
final class PcapngNames {
    private static final int HEADER_LENGTH = 4;
    private static final int IPV4_LENGTH = 4;
    private static final int IPV6_LENGTH = 16;
    /** Of a name, in bytes; DNS allows no longer one. */
    private static final int MAXIMUM_NAME = 255;

    private PcapngNames() {}

    static byte[] records(Map<IpAddress, String> names) {
        int most = HEADER_LENGTH + names.size() * (HEADER_LENGTH + IPV6_LENGTH + MAXIMUM_NAME + 1);
        ByteBuffer records = ByteBuffer.allocate(most).order(ByteOrder.LITTLE_ENDIAN);
        names.forEach((address, name) -> put(address, name, records));
        records.putShort((short) Pcapng.NRB_RECORD_END).putShort((short) 0);
        byte[] bytes = new byte[records.position()];
        records.get(0, bytes);
        return bytes;
    }

    private static void put(IpAddress address, String name, ByteBuffer records) {
        byte[] text = name.getBytes(StandardCharsets.UTF_8);
        int length = Math.min(text.length, MAXIMUM_NAME);
        boolean ipv4 = address.isIpv4();
        records.putShort((short) (ipv4 ? Pcapng.NRB_RECORD_IPV4 : Pcapng.NRB_RECORD_IPV6));
        records.putShort((short) ((ipv4 ? IPV4_LENGTH : IPV6_LENGTH) + length + 1));
        records.order(ByteOrder.BIG_ENDIAN);
        if (ipv4) {
            records.putInt((int) address.low());
        } else {
            records.putLong(address.high()).putLong(address.low());
        }
        records.order(ByteOrder.LITTLE_ENDIAN);
        records.put(text, 0, length).put((byte) 0);
        while (records.position() % Integer.BYTES != 0) {
            records.put((byte) 0);
        }
    }
}
