package org.sealphone.media.engine;

import java.util.Arrays;
import java.util.List;
import org.sealphone.crypto.rtp.RtpPacket;
import org.sealphone.crypto.srtp.SrtpPacket;
import org.sealphone.crypto.wire.SrtpPort;
import org.sealphone.media.codec.OpusSettings;
import org.sealphone.media.quality.LossForecast;
import org.sealphone.media.rtp.Digits;
import org.sealphone.media.rtp.EventSender;
import org.sealphone.media.rtp.Packetizer;
import org.sealphone.media.sdp.MediaPlan;

/**
 * From the source to the wire: read, encode, seal, send. Nothing here can send anything but what the port's own sender
 * sealed.
 *
 * <p>Allocates nothing for a packet. Owned by the thread that ticks.
 */
final class Uplink {
    private final PacedSource source;
    private final PacedSink[] spoken;
    private final OpusSettings opus;
    private final EventSender events = new EventSender();
    private SrtpPort port;
    private MediaPlan plan;
    private Packetizer packetizer;
    private short[] frame;
    private int ssrc;
    private boolean quiet;
    private boolean exhausted;
    private long packets;
    private final LossForecast forecast = new LossForecast();
    private long octetsBefore;

    /** @param spoken where what is sent goes as well */
    Uplink(
            SrtpPort port,
            MediaPlan plan,
            PacedSource source,
            List<PacedSink> spoken,
            OpusSettings opus,
            int firstTimestamp) {
        this.port = port;
        this.plan = plan;
        this.source = source;
        this.spoken = spoken.toArray(PacedSink[]::new);
        this.opus = opus;
        this.ssrc = port.ssrc();
        this.packetizer = packetizer(firstTimestamp);
        this.frame = new short[packetizer.samples()];
        agree();
    }

    /** How keys are sent: as the plan says, or not at all. */
    private void agree() {
        plan.events().stream()
                .findFirst()
                .ifPresentOrElse(
                        format -> events.agree(format.payloadType(), format.clockRate(), plan.ptime(), format::takes),
                        events::disagree);
    }

    /** The other side has missed this share of our packets lately, from 0 to 1. */
    void missed(double ratio) {
        forecast.missed(ratio);
        packetizer.expectLoss(forecast.percent());
    }

    /** Keys to be sent in the place of sound. */
    void press(Digits digits) {
        events.add(digits);
    }

    /** Keys that the other side has been told of. */
    int pressed() {
        return events.sent();
    }

    /** Keys that it has not. */
    int unpressed() {
        return events.unsent();
    }

    private Packetizer packetizer(int firstTimestamp) {
        return new Packetizer(
                plan.codec(), plan.format().newEncoder(opus), plan.payloadType(), plan.ptime(), firstTimestamp);
    }

    /**
     * Goes on by another plan. Sequence number and rollover counter are the sender's and go on as long as its key does (SRTP-10); the
     * timestamp goes on in any case. Under a fresh key the source is another, and so are its counts.
     */
    void change(SrtpPort nextPort, MediaPlan next) {
        boolean coded = next.format().equals(plan.format()) && next.ptime() == plan.ptime();
        port = nextPort;
        plan = next;
        agree();
        if (!coded) {
            octetsBefore += packetizer.octets();
            packetizer.close();
            packetizer = packetizer(packetizer.timestamp());
            packetizer.expectLoss(forecast.percent());
            frame = new short[packetizer.samples()];
            source.at(next.codec().sampleRate());
            for (PacedSink sink : spoken) {
                sink.at(next.codec().sampleRate());
            }
        }
        if (nextPort.ssrc() != ssrc) {
            ssrc = nextPort.ssrc();
            packets = 0;
            octetsBefore = -packetizer.octets() - events.octets();
            exhausted = false;
        }
    }

    /** The source that reports are about. */
    int ssrc() {
        return ssrc;
    }

    /** Nothing is sent while nobody shows that anybody hears. */
    void quiet(boolean on) {
        quiet = on;
    }

    /** How much sound is there beyond the next frame, in nanoseconds; below zero when that is not whole yet. */
    long ahead() {
        return (source.available() - frame.length)
                * 1_000_000_000L
                / plan.codec().sampleRate();
    }

    /** One frame; true when it was sent. The source runs on while it is muted, and muted packets look like any others (SRTP-12). */
    boolean tick(boolean muted) {
        source.read(frame);
        boolean sends = plan.direction().sends() && !quiet && !exhausted;
        if (muted || !sends) {
            Arrays.fill(frame, (short) 0);
        }
        for (PacedSink sink : spoken) {
            sink.write(frame);
        }
        if (!sends) {
            packetizer.skip();
            return false;
        }
        SrtpPacket sealed = port.rtp().protect(packet());
        if (sealed == null) {
            exhausted = true;
            return false;
        }
        packets++;
        port.send(sealed);
        return true;
    }

    /** Keys go before sound, muted or not. */
    private RtpPacket packet() {
        RtpPacket key = events.next(packetizer.timestamp());
        if (key == null) {
            return packetizer.next(frame, 0);
        }
        packetizer.skip();
        return key;
    }

    /** The time of frames that were not sent because the machine slept through them. */
    void skip(long frames) {
        for (long i = 0; i < frames; i++) {
            packetizer.skip();
        }
    }

    /** True when the key has sealed all that it may. */
    boolean exhausted() {
        return exhausted;
    }

    long packets() {
        return packets;
    }

    long octets() {
        return octetsBefore + packetizer.octets() + events.octets();
    }

    int timestamp() {
        return packetizer.timestamp();
    }

    void close() {
        source.close();
        packetizer.close();
        for (PacedSink sink : spoken) {
            sink.close();
        }
    }
}
