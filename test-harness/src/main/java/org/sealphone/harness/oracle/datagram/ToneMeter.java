package org.sealphone.harness.oracle.datagram;

import java.util.EnumMap;
import java.util.Map;
import org.sealphone.media.codec.Codec;
import org.sealphone.media.codec.Decoder;

/**
 * Says whether decrypted speech is the canary tone: per packet, the share of its energy at that frequency (Goertzel). Reads G.711 (ITU-T
 * G.711, tables 1a and 2a) and L16 by itself; Opus is decoded by libopus, G.722 by the decoder that spandsp confirms. Owned by one
 * thread, which closes it.
 */
public final class ToneMeter implements AutoCloseable {
    private static final int NARROW = 8000;
    private static final int WIDE = 16_000;
    private static final int MOST_SAMPLES = 5760;
    private static final int ENOUGH = 10;
    private static final double SHARE = 0.6;
    private static final double FLOOR = 100;

    private final int hertz;
    private final Map<Codec, Decoder> decoders = new EnumMap<>(Codec.class);
    private short[] pcm = new short[0];
    private int packets;

    public ToneMeter(int hertz) {
        this.hertz = hertz;
    }

    public void packet(String codec, byte[] packet, int from) {
        if (hertz == 0 || packet.length - from < 40) {
            return;
        }
        switch (codec) {
            case "PCMU", "PCMA" -> measure(expand(codec.equals("PCMU"), packet, from), NARROW);
            case "L16" -> measure(linear(packet, from), WIDE);
            case "G722" -> measure(decode(Codec.G722, packet, from), WIDE);
            case "OPUS" -> measure(decode(Codec.OPUS, packet, from), Codec.OPUS.sampleRate());
            default -> {}
        }
    }

    private int expand(boolean muLaw, byte[] packet, int from) {
        int count = packet.length - from;
        room(count);
        for (int i = 0; i < count; i++) {
            int octet = packet[from + i] & 0xff;
            pcm[i] = (short) (muLaw ? muLaw(octet) : aLaw(octet));
        }
        return count;
    }

    private int linear(byte[] packet, int from) {
        int count = (packet.length - from) / 2;
        room(count);
        for (int i = 0; i < count; i++) {
            pcm[i] = (short) (((packet[from + 2 * i] & 0xff) << 8) | (packet[from + 2 * i + 1] & 0xff));
        }
        return count;
    }

    private int decode(Codec codec, byte[] packet, int from) {
        room(MOST_SAMPLES);
        return decoders.computeIfAbsent(codec, Codec::newDecoder).decode(packet, from, packet.length - from, pcm, 0);
    }

    private void room(int samples) {
        if (pcm.length < samples) {
            pcm = new short[samples];
        }
    }

    private void measure(int count, int rate) {
        double coefficient = 2 * Math.cos(2 * Math.PI * hertz / rate);
        double energy = 0;
        double last = 0;
        double beforeLast = 0;
        for (int i = 0; i < count; i++) {
            double value = pcm[i] + coefficient * last - beforeLast;
            beforeLast = last;
            last = value;
            energy += (double) pcm[i] * pcm[i];
        }
        double tone = last * last + beforeLast * beforeLast - coefficient * last * beforeLast;
        if (energy > FLOOR * FLOOR * count && 2 * tone / count > SHARE * energy) {
            packets++;
        }
    }

    @Override
    public void close() {
        decoders.values().forEach(Decoder::close);
        decoders.clear();
    }

    public boolean heard() {
        return packets >= ENOUGH;
    }

    public static int muLaw(int octet) {
        int bits = ~octet & 0xff;
        int magnitude = ((((bits & 0x0f) << 3) + 0x84) << ((bits >> 4) & 7)) - 0x84;
        return (bits & 0x80) != 0 ? -magnitude : magnitude;
    }

    public static int aLaw(int octet) {
        int bits = octet ^ 0x55;
        int segment = (bits >> 4) & 7;
        int step = ((bits & 0x0f) << 4) + 8;
        int magnitude = segment == 0 ? step : (step + 0x100) << (segment - 1);
        return (bits & 0x80) != 0 ? magnitude : -magnitude;
    }
}
