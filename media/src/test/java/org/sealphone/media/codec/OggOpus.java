package org.sealphone.media.codec;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * Packets of Opus in a file and back (RFC 3533, RFC 7845): as much of Ogg as one stream of short packets needs.
 *
 * @param preSkip samples at the beginning that are not to be heard
 * @param packets of sound
 */
record OggOpus(int preSkip, List<byte[]> packets) {
    private static final int HEADER = 27;
    private static final int FRAME = 960;
    private static final int BEGIN = 2;
    private static final int END = 4;

    static OggOpus read(byte[] file) {
        List<byte[]> all = new ArrayList<>();
        ByteArrayOutputStream packet = new ByteArrayOutputStream();
        for (int at = 0; at < file.length; ) {
            int segments = file[at + HEADER - 1] & 0xFF;
            int from = at + HEADER + segments;
            for (int i = 0; i < segments; i++) {
                int length = file[at + HEADER + i] & 0xFF;
                packet.write(file, from, length);
                from += length;
                if (length < 255) {
                    all.add(packet.toByteArray());
                    packet.reset();
                }
            }
            at = from;
        }
        int preSkip = ByteBuffer.wrap(all.get(0)).order(ByteOrder.LITTLE_ENDIAN).getShort(10) & 0xFFFF;
        return new OggOpus(preSkip, List.copyOf(all.subList(2, all.size())));
    }

    byte[] written() {
        ByteArrayOutputStream file = new ByteArrayOutputStream();
        ByteBuffer head = ByteBuffer.allocate(19).order(ByteOrder.LITTLE_ENDIAN);
        head.put(ascii("OpusHead")).put((byte) 1).put((byte) 1).putShort((short) preSkip);
        head.putInt(48_000).putShort((short) 0).put((byte) 0);
        file.writeBytes(page(head.array(), BEGIN, 0, 0));
        ByteBuffer tags = ByteBuffer.allocate(20).order(ByteOrder.LITTLE_ENDIAN);
        tags.put(ascii("OpusTags")).putInt(4).put(ascii("test")).putInt(0);
        file.writeBytes(page(tags.array(), 0, 0, 1));
        for (int i = 0; i < packets.size(); i++) {
            int type = i == packets.size() - 1 ? END : 0;
            file.writeBytes(page(packets.get(i), type, (i + 1L) * FRAME, i + 2));
        }
        return file.toByteArray();
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }

    private static byte[] page(byte[] packet, int type, long position, int number) {
        int segments = packet.length / 255 + 1;
        ByteBuffer page = ByteBuffer.allocate(HEADER + segments + packet.length).order(ByteOrder.LITTLE_ENDIAN);
        page.put(ascii("OggS")).put((byte) 0).put((byte) type).putLong(position);
        page.putInt(7).putInt(number).putInt(0).put((byte) segments);
        for (int i = 1; i < segments; i++) {
            page.put((byte) 255);
        }
        page.put((byte) (packet.length % 255)).put(packet);
        page.putInt(22, checksum(page.array()));
        return page.array();
    }

    /** The polynomial of Ethernet, neither turned around nor inverted. */
    private static int checksum(byte[] page) {
        int sum = 0;
        for (byte octet : page) {
            sum ^= octet << 24;
            for (int bit = 0; bit < 8; bit++) {
                sum = sum < 0 ? sum << 1 ^ 0x04C1_1DB7 : sum << 1;
            }
        }
        return sum;
    }
}
