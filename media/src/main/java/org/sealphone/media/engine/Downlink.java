package org.sealphone.media.engine;

import java.util.Arrays;
import java.util.List;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;
import org.sealphone.media.codec.Codec;
import org.sealphone.media.codec.Decoder;
import org.sealphone.media.jitter.JitterSettings;
import org.sealphone.media.jitter.Playout;
import org.sealphone.media.quality.ReceptionStatistics;
import org.sealphone.media.rtp.EventReceiver;
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
    /** More than a person presses in a call; a peer that sends more is not counted further. */
    private static final int MOST_KEYS = 1024;

    private final @Nullable Decoder[] decoders = new Decoder[128];
    private final @Nullable Codec[] codecs = new Codec[128];
    private final boolean[] events = new boolean[128];
    private final EventReceiver keys = new EventReceiver();
    private final StringBuilder pressed = new StringBuilder();
    private final ReceptionStatistics reception;
    private final MediaSettings settings;
    private final JitterSettings jitter;
    private final PacedSink[] sinks;
    private Codec heard;
    private List<PayloadFormat> formats;
    private final OptionalInt piece;
    private int ptime;
    private Playout playout;
    private HeardMeter meter;
    private short[] frame;

    /**
     * @param jitter those of the settings, or sooner ones where somebody listens now
     * @param piece milliseconds of each frame that is played; without one, as much as a packet holds
     */
    Downlink(MediaPlan plan, List<PacedSink> sinks, MediaSettings settings, JitterSettings jitter, OptionalInt piece) {
        this.piece = piece;
        this.jitter = jitter;
        this.heard = plan.codec();
        this.formats = plan.formats();
        this.ptime = plan.ptime();
        this.settings = settings;
        this.sinks = sinks.toArray(PacedSink[]::new);
        decoders(plan);
        events(plan);
        reception = new ReceptionStatistics(heard.clockRate());
        playout = new Playout(heard.clockRate(), heard.sampleRate(), jitter, this::decoder);
        meter = new HeardMeter(heard.sampleRate());
        frame = new short[frameSamples()];
    }

    /** Milliseconds between two ticks. */
    int millis() {
        return piece.orElse(ptime);
    }

    private int frameSamples() {
        return heard.sampleRate() / 1000 * millis();
    }

    private void events(MediaPlan plan) {
        Arrays.fill(events, false);
        plan.events().forEach(format -> events[format.payloadType()] = true);
    }

    private void decoders(MediaPlan plan) {
        closeDecoders();
        for (PayloadFormat format : plan.formats()) {
            decoders[format.payloadType()] = format.codec().newDecoder(settings.opus());
            codecs[format.payloadType()] = format.codec();
        }
    }

    /** None for what is counted by another clock than that which is played: it was overtaken by what is. */
    private @Nullable Decoder decoder(int payloadType) {
        Codec codec = codecs[payloadType];
        return codec != null && counted(codec) ? decoders[payloadType] : null;
    }

    private boolean counted(Codec codec) {
        return codec.clockRate() == heard.clockRate() && codec.sampleRate() == heard.sampleRate();
    }

    /** Goes on by another plan. What waits to be played is played, unless nothing like it was agreed on any more. */
    void change(MediaPlan plan) {
        events(plan);
        if (!formats.equals(plan.formats())) {
            formats = plan.formats();
            decoders(plan);
        }
        ptime = plan.ptime();
        boolean goesOn = formats.stream().anyMatch(format -> format.codec() == heard);
        listen(goesOn ? heard : plan.codec());
    }

    private void listen(Codec codec) {
        boolean same = counted(codec);
        heard = codec;
        if (!same) {
            reception.clock(heard.clockRate());
            playout = new Playout(heard.clockRate(), heard.sampleRate(), jitter, this::decoder);
            meter = new HeardMeter(heard.sampleRate());
            for (PacedSink sink : sinks) {
                sink.at(heard.sampleRate());
            }
        }
        if (frame.length != frameSamples()) {
            frame = new short[frameSamples()];
        }
    }

    /** Takes everything out of the queue; true when there was anything. */
    boolean drain(PacketQueue queue, long now) {
        boolean any = false;
        for (ReceivedPacket packet = queue.peek(); packet != null; packet = queue.peek()) {
            if (events[packet.payloadType()]) {
                event(packet);
            } else {
                follow(packet);
                reception.received(packet.ssrc(), packet.sequence(), packet.timestamp(), packet.arrival());
                playout.put(packet, now);
            }
            queue.release();
            any = true;
        }
        return any;
    }

    /** The other side sends any of what was agreed on, and may change its mind (RFC 3264 section 5.1). What was overtaken changes nothing. */
    private void follow(ReceivedPacket packet) {
        Codec codec = codecs[packet.payloadType()];
        if (codec != null && codec != heard && newest(packet)) {
            listen(codec);
        }
    }

    private boolean newest(ReceivedPacket packet) {
        return !reception.begun()
                || reception.ssrc() != packet.ssrc()
                || (short) (packet.sequence() - (int) reception.extendedHighestSequence()) > 0;
    }

    private void event(ReceivedPacket packet) {
        reception.received(packet.ssrc(), packet.sequence());
        playout.passed(packet);
        keys.received(packet).filter(key -> pressed.length() < MOST_KEYS).ifPresent(pressed::append);
    }

    /** The keys that the other side has pressed so far. */
    String pressed() {
        return pressed.toString();
    }

    /** How many of them. */
    int presses() {
        return pressed.length();
    }

    /** One frame. Sinks get silence as well, so that a recording keeps the time of the call. */
    void tick(long now) {
        if (playout.frame(frame, 0, frame.length, now)) {
            meter.write(frame, 0, frame.length);
        } else {
            meter.silence(frame.length);
        }
        for (PacedSink sink : sinks) {
            sink.write(frame);
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
        for (PacedSink sink : sinks) {
            sink.close();
        }
        closeDecoders();
    }

    private void closeDecoders() {
        for (Decoder decoder : decoders) {
            if (decoder != null) {
                decoder.close();
            }
        }
        Arrays.fill(decoders, null);
        Arrays.fill(codecs, null);
    }
}
