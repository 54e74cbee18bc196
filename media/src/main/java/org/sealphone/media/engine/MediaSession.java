package org.sealphone.media.engine;

import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;
import org.sealphone.crypto.reason.CryptoReason;
import org.sealphone.crypto.reason.Refusal;
import org.sealphone.crypto.rtp.RtcpCompound;
import org.sealphone.crypto.srtp.SrtcpPacket;
import org.sealphone.crypto.srtp.SrtpSuite;
import org.sealphone.crypto.time.Timeline;
import org.sealphone.crypto.wire.PortCounters;
import org.sealphone.crypto.wire.ReservedPort;
import org.sealphone.crypto.wire.SrtpPort;
import org.sealphone.media.audio.AudioInput;
import org.sealphone.media.audio.AudioOutput;
import org.sealphone.media.jitter.JitterStatistics;
import org.sealphone.media.quality.EModel;
import org.sealphone.media.reason.MediaReason;
import org.sealphone.media.rtcp.RtcpScheduler;
import org.sealphone.media.rtcp.RtcpScheduler.Sent;
import org.sealphone.media.sdp.MediaPlan;
import org.sealphone.media.tone.Heard;

/**
 * The media of one call, from the moment keys are agreed until it is stopped.
 *
 * <p>It begins with opening a port by a plan, which holds the keys; there is no other way to begin, so it cannot send
 * in clear. A tick every packet time is the only thing that sends: RTP, reports, and at {@link #stop} the BYE, after
 * which nothing leaves. Received packets come through a queue. {@link #tick} is driven by the {@link MediaTicker} that
 * calls share, or by a test under virtual time.
 *
 * <p>Threads: the ticker's ticks; anyone may mute, report and stop. One lock, held for microseconds, keeps them apart.
 */
public final class MediaSession implements AutoCloseable {
    /** After a longer sleep of the machine the time is skipped; a burst of old sound helps nobody. */
    private static final long MOST_LATE_FRAMES = 5;

    private final MediaPlan plan;
    private final SrtpSuite suite;
    private final Inbox inbox;
    private final SrtpPort port;
    private final Uplink uplink;
    private final Downlink downlink;
    private final RtcpScheduler rtcp;
    private final MediaTicker ticker;
    private final MediaListener listener;
    private final long frameNanos;
    private final long silenceNanos;

    private long due;
    private long lastAuthentic;
    private boolean heardAnything;
    private boolean reportedSilence;
    private boolean reportedExhausted;
    private boolean stopped;
    private volatile boolean muted;

    private MediaSession(ReservedPort reserved, MediaPlan plan, Parts parts) {
        long now = parts.timeline.nanoTime();
        this.plan = plan;
        this.suite = plan.agreed().suite();
        this.ticker = parts.ticker;
        this.listener = parts.listener;
        this.frameNanos = plan.ptime() * 1_000_000L;
        this.silenceNanos = parts.settings.silence().toNanos();
        this.due = ticker.aligned(now);
        this.lastAuthentic = now;
        this.inbox = new Inbox();
        this.port = reserved.open(plan.agreed(), plan.remote(), inbox);
        int sampleRate = plan.codec().sampleRate();
        this.uplink = new Uplink(port, plan, parts.input.open(sampleRate), parts.random.nextInt());
        this.downlink = new Downlink(
                plan,
                parts.outputs.stream().map(output -> output.open(sampleRate)).toList(),
                parts.settings.jitter());
        this.rtcp = new RtcpScheduler(port.ssrc(), now, parts.timeline.now(), parts.random);
    }

    /** What a session is made of besides its keys. */
    private record Parts(
            AudioInput input,
            List<AudioOutput> outputs,
            MediaSettings settings,
            Timeline timeline,
            RandomGenerator random,
            MediaTicker ticker,
            MediaListener listener) {}

    /**
     * Opens the port under the keys of the plan and begins. The session closes what it opened: port, source and sinks;
     * the reserved port and the plan stay with their owner.
     */
    public static MediaSession start(
            ReservedPort reserved,
            MediaPlan plan,
            AudioInput input,
            List<AudioOutput> outputs,
            MediaSettings settings,
            Timeline timeline,
            RandomGenerator random,
            MediaTicker ticker,
            MediaListener listener) {
        MediaSession session = new MediaSession(
                reserved, plan, new Parts(input, outputs, settings, timeline, random, ticker, listener));
        ticker.add(session);
        return session;
    }

    /** Does whatever is due at {@code now}, in monotonic nanoseconds. */
    void tick(long now) {
        boolean began;
        Refusal failure;
        synchronized (this) {
            if (stopped) {
                return;
            }
            began = receive(now);
            report(now);
            frames(now);
            failure = failure(now);
        }
        if (began) {
            listener.began();
        }
        if (failure != null) {
            listener.failed(failure);
        }
    }

    /** When the next tick is due. */
    synchronized long due() {
        return due;
    }

    /** True when this was the first time that anything authenticated. */
    private boolean receive(long now) {
        boolean any = downlink.drain(inbox.packets(), now);
        for (Inbox.Arrived report = inbox.nextReport(); report != null; report = inbox.nextReport()) {
            rtcp.received(report.compound(), report.at());
            any = true;
        }
        if (!any) {
            return false;
        }
        lastAuthentic = now;
        reportedSilence = false;
        boolean first = !heardAnything;
        heardAnything = true;
        return first;
    }

    private void report(long now) {
        if (rtcp.due(now)) {
            send(rtcp.report(now, sent(), downlink.reception()));
        }
    }

    private void frames(long now) {
        long late = (now - due) / frameNanos;
        if (late > MOST_LATE_FRAMES) {
            uplink.skip(late);
            due += late * frameNanos;
        }
        while (now - due >= 0) {
            uplink.tick(muted);
            downlink.tick(due);
            due += frameNanos;
        }
    }

    private @Nullable Refusal failure(long now) {
        if (uplink.exhausted() && !reportedExhausted) {
            reportedExhausted = true;
            return new Refusal(CryptoReason.SRTP_08, "no packet can be sealed any more");
        }
        if (now - lastAuthentic >= silenceNanos && !reportedSilence) {
            reportedSilence = true;
            return new Refusal(MediaReason.ADV_71, "for " + silenceNanos / 1_000_000_000 + " s");
        }
        return null;
    }

    private Sent sent() {
        return new Sent(uplink.packets(), uplink.octets(), uplink.timestamp());
    }

    private void send(RtcpCompound compound) {
        SrtcpPacket sealed = port.rtcp().protect(compound);
        if (sealed != null) {
            port.send(sealed);
        }
    }

    /** Muted, silence is sent instead: packets keep their size and pace, so that nobody outside sees the difference. */
    public void mute(boolean on) {
        muted = on;
    }

    public boolean muted() {
        return muted;
    }

    /** The plan that this session was started with. */
    public MediaPlan plan() {
        return plan;
    }

    /** The state of this moment; after {@link #stop} that of the end. */
    public MediaReport report() {
        Optional<Heard> heard =
                downlink.meter().used() ? Optional.of(downlink.meter().heard()) : Optional.empty();
        PortCounters counters = port.counters();
        synchronized (this) {
            JitterStatistics jitter = downlink.playout().statistics();
            return new MediaReport(
                    plan.codec(),
                    suite,
                    counters.rtpOut(),
                    counters.rtpIn(),
                    downlink.reception().lost(),
                    jitter.late() + jitter.duplicates(),
                    jitter.concealed(),
                    counters.authFailed(),
                    counters.replayed(),
                    counters.rtcpOut(),
                    counters.rtcpIn(),
                    port.rtp().sealed() + port.rtcp().sealed(),
                    downlink.reception().jitterMillis(),
                    rtcp.roundTripMillis(),
                    mos(),
                    heard);
        }
    }

    private OptionalDouble mos() {
        long received = downlink.reception().received();
        if (received == 0) {
            return OptionalDouble.empty();
        }
        long gone =
                downlink.reception().lost() + downlink.playout().statistics().late();
        double delay = plan.ptime()
                + downlink.playout().delay() / 1e6
                + rtcp.roundTripMillis().orElse(0) / 2;
        return OptionalDouble.of(
                EModel.mos((double) gone / (received + downlink.reception().lost()), delay));
    }

    /** Sends the last report with BYE, then closes the port: nothing leaves after this returns. Safe to call twice. */
    public void stop() {
        synchronized (this) {
            if (stopped) {
                return;
            }
            stopped = true;
            send(rtcp.farewell(ticker.now(), sent(), downlink.reception()));
            port.close();
        }
        ticker.remove(this);
        uplink.close();
        downlink.close();
    }

    @Override
    public void close() {
        stop();
    }
}
