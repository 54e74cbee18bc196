package org.sealphone.media.engine;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.sealphone.media.audio.AudioSink;
import org.sealphone.media.codec.Codec;
import org.sealphone.media.codec.Decoder;
import org.sealphone.media.jitter.JitterSettings;
import org.sealphone.media.jitter.Playout;
import org.sealphone.media.quality.ReceptionStatistics;
import org.sealphone.media.rtp.PacketQueue;
import org.sealphone.media.rtp.ReceivedPacket;
import org.sealphone.media.sdp.MediaPlan;
import org.sealphone.media.sdp.PayloadFormat;
import org.sealphone.media.tone.HeardMeter;

/**
 * From opened packets to the sinks: count, put in order, decode or conceal, play. Allocates nothing for a packet. Owned
 * by the thread that ticks.
 */
final class Downlink {
    private final @Nullable Decoder[] decoders = new Decoder[128];
    private final ReceptionStatistics reception;
    private final Playout playout;
    private final HeardMeter meter;
    private final AudioSink[] sinks;
    private final short[] frame;

    Downlink(MediaPlan plan, List<AudioSink> sinks, JitterSettings settings) {
        Codec codec = plan.codec();
        for (PayloadFormat format : plan.formats()) {
            boolean sameClock = format.codec().clockRate() == codec.clockRate()
                    && format.codec().sampleRate() == codec.sampleRate();
            if (sameClock) {
                decoders[format.payloadType()] = format.codec().newDecoder();
            }
        }
        reception = new ReceptionStatistics(codec.clockRate());
        playout = new Playout(codec.clockRate(), codec.sampleRate(), settings, type -> decoders[type]);
        meter = new HeardMeter(codec.sampleRate());
        this.sinks = sinks.toArray(AudioSink[]::new);
        frame = new short[codec.frameSamples(plan.ptime())];
    }

    /** Takes everything out of the queue; true when there was anything. */
    boolean drain(PacketQueue queue, long now) {
        boolean any = false;
        for (ReceivedPacket packet = queue.peek(); packet != null; packet = queue.peek()) {
            reception.received(packet.ssrc(), packet.sequence(), packet.timestamp(), packet.arrival());
            playout.put(packet, now);
            queue.release();
            any = true;
        }
        return any;
    }

    /** One frame. Sinks get silence as well, so that a recording keeps the time of the call. */
    void tick(long now) {
        boolean sound = playout.frame(frame, 0, frame.length, now);
        if (sound || meter.used()) {
            meter.write(frame, 0, frame.length);
        }
        for (AudioSink sink : sinks) {
            sink.write(frame, 0, frame.length);
        }
    }

    ReceptionStatistics reception() {
        return reception;
    }

    Playout playout() {
        return playout;
    }

    HeardMeter meter() {
        return meter;
    }

    void close() {
        for (AudioSink sink : sinks) {
            sink.close();
        }
    }
}
