package org.sealphone.media.rtp;

import org.sealphone.crypto.rtp.RtpPacket;
import org.sealphone.media.codec.Codec;
import org.sealphone.media.codec.Encoder;

/**
 * Frames of PCM to RTP packets (RFC 3551). SSRC and sequence number are stamped by the sender that seals the packet, so
 * that nothing here can use an index twice; the timestamp runs on through mute and hold, as RFC 3550 section 5.1 wants.
 *
 * <p>One packet is filled again and again. Owned by the thread that sends.
 */
public final class Packetizer implements AutoCloseable {
    private final RtpPacket packet = new RtpPacket();
    private final Encoder encoder;
    private final int payloadType;
    private final int ticks;
    private final int samples;
    private int timestamp;
    private boolean started;
    private long octets;

    /**
     * @param encoder of that codec; closed with this
     * @param firstTimestamp random for each call (RFC 3550 section 5.1)
     */
    public Packetizer(Codec codec, Encoder encoder, int payloadType, int milliseconds, int firstTimestamp) {
        this.encoder = encoder;
        this.payloadType = payloadType;
        this.ticks = codec.frameTicks(milliseconds);
        this.samples = codec.frameSamples(milliseconds);
        this.timestamp = firstTimestamp;
    }

    /** Samples that each packet takes. */
    public int samples() {
        return samples;
    }

    /** The next packet, to be sealed before the one after it is asked for. */
    public RtpPacket next(short[] pcm, int offset) {
        packet.begin(payloadType, !started, Integer.toUnsignedLong(timestamp));
        packet.payloadLength(encoder.encode(pcm, offset, samples, packet.array(), packet.payloadOffset()));
        started = true;
        timestamp += ticks;
        octets += packet.payloadLength();
        return packet;
    }

    /** What loss the next packets are prepared for, in percent. */
    public void expectLoss(int percent) {
        encoder.expectLoss(percent);
    }

    /** Time passes without a packet: the other side does not take sound now. The next packet begins a new spurt. */
    public void skip() {
        timestamp += ticks;
        started = false;
    }

    /** The timestamp of the next packet. */
    public int timestamp() {
        return timestamp;
    }

    /** Octets of payload so far, for sender reports. */
    public long octets() {
        return octets;
    }

    @Override
    public void close() {
        encoder.close();
    }
}
