package org.sealphone.harness.oracle.datagram;

/**
 * Says whether decrypted speech is the canary tone: per packet, the share of its energy at that frequency (Goertzel). Expands G.711 by
 * itself (ITU-T G.711, tables 1a and 2a). Owned by one thread.
 */
public final class ToneMeter {
    private static final int RATE = 8000;
    private static final int ENOUGH = 10;
    private static final double SHARE = 0.6;
    private static final double FLOOR = 100;

    private final int hertz;
    private int packets;

    public ToneMeter(int hertz) {
        this.hertz = hertz;
    }

    public void packet(String codec, byte[] packet, int from) {
        boolean muLaw = codec.equals("PCMU");
        int count = packet.length - from;
        if ((!muLaw && !codec.equals("PCMA")) || count < 40 || hertz == 0) {
            return;
        }
        double coefficient = 2 * Math.cos(2 * Math.PI * hertz / RATE);
        double energy = 0;
        double last = 0;
        double beforeLast = 0;
        for (int i = 0; i < count; i++) {
            int octet = packet[from + i] & 0xff;
            double sample = muLaw ? muLaw(octet) : aLaw(octet);
            double value = sample + coefficient * last - beforeLast;
            beforeLast = last;
            last = value;
            energy += sample * sample;
        }
        double tone = last * last + beforeLast * beforeLast - coefficient * last * beforeLast;
        if (energy > FLOOR * FLOOR * count && 2 * tone / count > SHARE * energy) {
            packets++;
        }
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
