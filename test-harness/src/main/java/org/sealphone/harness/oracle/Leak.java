package org.sealphone.harness.oracle;

import java.net.InetSocketAddress;
import java.time.Instant;

/**
 * Octets that fit no class, with the evidence.
 *
 * @param packet number of the packet in the capture
 * @param octets how many of its octets
 * @param why the rule that it breaks, in plain words
 * @param hexdump the octets, at most the first 256 of them
 */
public record Leak(
        Instant time,
        long packet,
        InetSocketAddress from,
        InetSocketAddress to,
        int octets,
        String why,
        String hexdump) {
    private static final int MAX_DUMP = 256;
    private static final int LINE = 16;

    /** Offsets, hexadecimal, and printable ASCII; everything else is a dot, so that it is safe on a terminal. */
    static String hexdump(byte[] bytes, int offset, int length) {
        StringBuilder text = new StringBuilder();
        for (int at = 0; at < Math.min(length, MAX_DUMP); at += LINE) {
            int count = Math.min(LINE, Math.min(length, MAX_DUMP) - at);
            StringBuilder characters = new StringBuilder();
            text.append(String.format("%04x ", at));
            for (int i = 0; i < LINE; i++) {
                if (i < count) {
                    int octet = bytes[offset + at + i] & 0xff;
                    text.append(String.format(" %02x", octet));
                    characters.append(octet >= 0x20 && octet < 0x7f ? (char) octet : '.');
                } else {
                    text.append("   ");
                }
            }
            text.append("  ").append(characters).append('\n');
        }
        return text.toString();
    }

    @Override
    public String toString() {
        return time + " packet " + packet + " " + from + " -> " + to + ": " + octets + " octets: " + why;
    }
}
