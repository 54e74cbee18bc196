package org.sealphone.media.jitter;

import java.util.function.IntFunction;
import org.jspecify.annotations.Nullable;
import org.sealphone.media.codec.Decoder;
import org.sealphone.media.rtp.ReceivedPacket;

/**
 * Frames of sound at a steady pace out of packets that come as they will: jitter buffer, decoder, concealment, and the
 * small changes of length by which the delay follows the network.
 *
 * <p>Allocates nothing for a packet. Owned by the thread that plays.
 */
public final class Playout {
    private static final long TOO_LATE_NANOS = 20_000_000;
    private static final long FAR_TOO_LATE_NANOS = 100_000_000;
    private static final long TOO_EARLY_NANOS = 10_000_000;
    private static final int ROOM_MILLIS = 700;
    private static final int LONGEST_PACKET_MILLIS = 250;
    private static final int USUAL_MILLIS = 20;

    private final JitterBuffer buffer;
    private final IntFunction<@Nullable Decoder> decoders;
    private final Concealer concealer;
    private final TimeScale scale;
    private final int clockRate;
    private final int sampleRate;
    private final short[] pcm;
    private final short[] decoded;
    private int available;
    private long unknownPayload;
    private boolean adjusted;

    /** @param decoders for each payload type that was negotiated; null for others, whose packets are dropped */
    public Playout(int clockRate, int sampleRate, JitterSettings settings, IntFunction<@Nullable Decoder> decoders) {
        this.buffer = new JitterBuffer(clockRate, settings);
        this.decoders = decoders;
        this.concealer = new Concealer(sampleRate);
        this.scale = new TimeScale(sampleRate);
        this.clockRate = clockRate;
        this.sampleRate = sampleRate;
        this.pcm = new short[sampleRate / 1000 * ROOM_MILLIS];
        this.decoded = new short[sampleRate / 1000 * LONGEST_PACKET_MILLIS];
    }

    /** Takes a copy of a packet. Types that were not negotiated are no sound (ADV-72). */
    public void put(ReceivedPacket packet, long now) {
        Decoder decoder = decoders.apply(packet.payloadType());
        if (decoder == null || decoder.samplesIn(packet.length()) == 0) {
            unknownPayload++;
            return;
        }
        buffer.put(packet, now);
    }

    /**
     * Writes exactly {@code samples} samples that are due at {@code now}.
     *
     * @return false when all of it is silence because nothing has begun
     */
    public boolean frame(short[] out, int offset, int samples, long now) {
        boolean sound = available > 0;
        while (available < samples) {
            JitterBuffer.Next next = buffer.poll(now, available * 1_000_000_000L / sampleRate);
            switch (next) {
                case PACKET -> play(buffer.packet());
                case LOST -> makeUp(Math.max(1, (int) ((long) buffer.missing() * sampleRate / clockRate)));
                case STARVED -> {
                    int frame = Math.min(usual(), samples);
                    makeUp(frame);
                    buffer.madeUp((int) ((long) frame * clockRate / sampleRate));
                }
                case WAITING -> makeUp(samples - available);
            }
            sound |= next != JitterBuffer.Next.WAITING;
        }
        System.arraycopy(pcm, 0, out, offset, samples);
        available -= samples;
        System.arraycopy(pcm, samples, pcm, 0, available);
        return sound;
    }

    private void play(ReceivedPacket packet) {
        Decoder decoder = decoders.apply(packet.payloadType());
        int samples = decoder == null ? 0 : decoder.decode(packet.payload(), 0, packet.length(), decoded, 0);
        buffer.decoded((int) ((long) samples * clockRate / sampleRate));
        concealer.real(decoded, 0, samples);
        int kept = adjust(samples);
        int room = Math.min(kept, pcm.length - available);
        System.arraycopy(decoded, 0, pcm, available, room);
        available += room;
    }

    /** Every second packet at most, so that two joints never meet. */
    private int adjust(int samples) {
        long excess = buffer.excess();
        if (adjusted || (excess <= TOO_LATE_NANOS && excess >= -TOO_EARLY_NANOS)) {
            adjusted = false;
            return samples;
        }
        int kept = samples;
        if (excess > 0) {
            kept = scale.shorten(decoded, samples, excess > FAR_TOO_LATE_NANOS);
            buffer.statistics().shortened += kept < samples ? 1 : 0;
        } else if (samples + usual() <= decoded.length) {
            kept = scale.lengthen(decoded, samples);
            buffer.statistics().stretched += kept > samples ? 1 : 0;
        }
        adjusted = kept != samples;
        return kept;
    }

    private void makeUp(int samples) {
        int made = Math.min(samples, pcm.length - available);
        concealer.conceal(pcm, available, made);
        available += made;
    }

    private int usual() {
        return sampleRate / 1000 * USUAL_MILLIS;
    }

    /** Packets of a payload type that nobody agreed on. */
    public long unknownPayload() {
        return unknownPayload;
    }

    /** The delay from the fastest packets to the loudspeaker, in nanoseconds. */
    public long delay() {
        return Math.max(0, buffer.target() + buffer.excess());
    }

    public JitterStatistics statistics() {
        return buffer.statistics();
    }
}
