package org.sealphone.media.jitter;

import java.util.function.IntFunction;
import org.jspecify.annotations.Nullable;
import org.sealphone.media.codec.Decoder;
import org.sealphone.media.quality.LossPattern;
import org.sealphone.media.rtp.ReceivedPacket;

/**
 * Frames of sound at a steady pace out of packets that come as they will: jitter buffer, decoder, concealment, and the
 * small changes of length by which the delay follows the network.
 *
 * <p>Allocates nothing for a packet. Owned by the thread that plays.
 */
public final class Playout {
    /** Beyond what is played at a time: nothing can be played earlier than its frame. */
    private static final long TOO_LATE_NANOS = 3_000_000;

    private static final long FAR_TOO_LATE_NANOS = 100_000_000;
    private static final long TOO_EARLY_NANOS = 10_000_000;
    private static final int ROOM_MILLIS = 700;
    private static final int LONGEST_PACKET_MILLIS = 250;
    private static final int USUAL_MILLIS = 20;

    private final JitterBuffer buffer;
    private final IntFunction<@Nullable Decoder> decoders;
    private final Concealer concealer;
    private final TimeScale scale;
    private final LossPattern losses = new LossPattern();
    private final int clockRate;
    private final int sampleRate;
    private final short[] pcm;
    private final short[] decoded;
    private @Nullable Decoder heard;
    private int available;
    private long unknownPayload;
    private boolean adjusted;
    private long atATime;

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
        if (decoder == null || decoder.samplesIn(packet.payload(), 0, packet.length()) == 0) {
            unknownPayload++;
            return;
        }
        buffer.put(packet, now);
    }

    /** A packet of the stream that carries something else than sound. */
    public void passed(ReceivedPacket packet) {
        buffer.arrivedWithoutSound(packet.ssrc(), packet.sequence());
    }

    /**
     * Writes exactly {@code samples} samples that are due at {@code now}.
     *
     * @return false when all of it is silence because nothing has begun
     */
    public boolean frame(short[] out, int offset, int samples, long now) {
        boolean sound = available > 0;
        atATime = samples * 1_000_000_000L / sampleRate;
        while (available < samples) {
            JitterBuffer.Next next = buffer.poll(now, available * 1_000_000_000L / sampleRate);
            switch (next) {
                case PACKET -> play(buffer.packet());
                case LOST -> lost(Math.max(1, (int) ((long) buffer.missing() * sampleRate / clockRate)));
                case STARVED -> {
                    int frame = Math.min(usual(), samples);
                    makeUp(frame);
                    buffer.madeUp((int) ((long) frame * clockRate / sampleRate));
                }
                case WAITING -> fill(samples - available);
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
        heard = decoder;
        for (int i = buffer.passedOver(); i > 0; i--) {
            losses.missed();
        }
        losses.played();
        buffer.decoded((int) ((long) samples * clockRate / sampleRate));
        if (buffer.jumped()) {
            concealer.interrupted();
        }
        concealer.real(decoded, 0, samples);
        int kept = adjust(samples);
        int room = Math.min(kept, pcm.length - available);
        System.arraycopy(decoded, 0, pcm, available, room);
        available += room;
    }

    /** Every second packet at most, so that two joints never meet. */
    private int adjust(int samples) {
        long excess = buffer.excess();
        if (adjusted || (excess <= TOO_LATE_NANOS + atATime && excess >= -TOO_EARLY_NANOS)) {
            adjusted = false;
            return samples;
        }
        int kept = samples;
        if (excess > 0) {
            int most = (int) (Math.min(excess, FAR_TOO_LATE_NANOS) * sampleRate / 1_000_000_000L);
            kept = scale.shorten(decoded, samples, most, excess > FAR_TOO_LATE_NANOS);
            buffer.statistics().shortened += kept < samples ? 1 : 0;
        } else if (samples + usual() <= decoded.length) {
            kept = scale.lengthen(decoded, samples, scale.longest());
            buffer.statistics().stretched += kept > samples ? 1 : 0;
        }
        adjusted = kept != samples;
        return kept;
    }

    /** What the next packet repeats of a lost one is better than anything made up. */
    private void lost(int samples) {
        int recovered = recover(Math.min(samples, pcm.length - available));
        remember(recovered);
        buffer.statistics().recovered += recovered > 0 ? 1 : 0;
        if (recovered > 0) {
            losses.played();
        } else if (buffer.gaveUp()) {
            losses.missed();
        }
        int left = samples - recovered;
        if (left > 0 && left <= pcm.length - available && bridge(left)) {
            return;
        }
        makeUp(left);
    }

    /** Where the packet behind the gap is here and can be looked at, the gap ends as it begins. */
    private boolean bridge(int samples) {
        ReceivedPacket next = buffer.follower();
        Decoder decoder = heard;
        if (next == null || decoder == null || decoders.apply(next.payloadType()) != decoder) {
            return false;
        }
        int known = decoder.preview(next.payload(), 0, next.length(), decoded, 0);
        if (known == 0) {
            return false;
        }
        concealer.bridge(pcm, available, samples, decoded, known);
        available += samples;
        return true;
    }

    private int recover(int samples) {
        ReceivedPacket next = buffer.follower();
        Decoder decoder = heard;
        if (next == null || decoder == null || decoders.apply(next.payloadType()) != decoder) {
            return 0;
        }
        return decoder.recover(next.payload(), 0, next.length(), pcm, available, samples);
    }

    /** The decoder's own making up, where it has one, goes on from what it knows; else it is made of what was heard. */
    private void makeUp(int samples) {
        Decoder decoder = heard;
        int made = Math.min(samples, pcm.length - available);
        int concealed = decoder == null ? 0 : decoder.conceal(pcm, available, made);
        remember(concealed);
        fill(made - concealed);
    }

    private void remember(int samples) {
        if (samples > 0) {
            concealer.real(pcm, available, samples);
            available += samples;
        }
    }

    private void fill(int samples) {
        int made = Math.min(samples, pcm.length - available);
        if (made > 0) {
            concealer.conceal(pcm, available, made);
            available += made;
        }
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

    /** Of the packets that were due, which were missing. */
    public LossPattern losses() {
        return losses;
    }

    /** The delay that the network asks for now, behind the fastest packets, in nanoseconds. */
    public long target() {
        return buffer.target();
    }

    public JitterStatistics statistics() {
        return buffer.statistics();
    }
}
