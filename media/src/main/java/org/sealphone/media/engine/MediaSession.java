package org.sealphone.media.engine;

import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;
import org.sealphone.crypto.reason.CryptoReason;
import org.sealphone.crypto.reason.Refusal;
import org.sealphone.crypto.rtp.RtcpCompound;
import org.sealphone.crypto.rtp.VoipMetrics;
import org.sealphone.crypto.srtp.SrtcpPacket;
import org.sealphone.crypto.time.Timeline;
import org.sealphone.crypto.wire.PortCounters;
import org.sealphone.crypto.wire.ReservedPort;
import org.sealphone.crypto.wire.SrtpPort;
import org.sealphone.media.audio.AudioInput;
import org.sealphone.media.audio.AudioOutput;
import org.sealphone.media.codec.OpusSettings;
import org.sealphone.media.jitter.JitterSettings;
import org.sealphone.media.jitter.JitterStatistics;
import org.sealphone.media.reason.MediaReason;
import org.sealphone.media.rtcp.RtcpScheduler;
import org.sealphone.media.rtcp.RtcpScheduler.Sent;
import org.sealphone.media.rtp.Digits;
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

    private final Queue<MediaChange> changes = new ConcurrentLinkedQueue<>();
    private final Timeline timeline;
    private final RandomGenerator random;
    private final Inbox inbox;
    private final FormerPorts former = new FormerPorts();
    private final Uplink uplink;
    private final Downlink downlink;
    private final MediaTicker ticker;
    private final MediaListener listener;
    private final JitterSettings jitter;
    private final OpusSettings opus;
    private final LatenessMeter lateness = new LatenessMeter();
    private final long silenceNanos;

    private MediaPlan plan;
    /** What was agreed last: the plan, unless the port has refused to go on by it. */
    private MediaPlan agreed;

    private SrtpPort port;
    private RtcpScheduler rtcp;
    private long frameNanos;
    /** Written under the lock, by the thread that ticks: the sooner of the two that follow. */
    private volatile long due;

    private long sendDue;
    private long playDue;
    private final SourcePace pace = new SourcePace();
    private long lastAuthentic;
    private boolean heardAnything;
    private boolean reportedSilence;
    private boolean reportedExhausted;
    private int told;
    private boolean stopped;
    private boolean follows;
    private volatile boolean muted;
    private volatile boolean held;

    private MediaSession(ReservedPort reserved, MediaPlan plan, Parts parts) {
        long now = parts.timeline.nanoTime();
        this.plan = plan;
        this.agreed = plan;
        this.timeline = parts.timeline;
        this.random = parts.random;
        this.ticker = parts.ticker;
        this.listener = parts.listener;
        this.frameNanos = plan.ptime() * 1_000_000L;
        this.silenceNanos = parts.settings.silence().toNanos();
        this.due = ticker.firstDue(now, frameNanos);
        this.lastAuthentic = now;
        this.inbox = new Inbox();
        this.port = reserved.open(plan.agreed(), plan.remote(), inbox);
        int sampleRate = plan.codec().sampleRate();
        boolean live = parts.outputs.stream().anyMatch(AudioOutput::live);
        this.jitter = live ? parts.settings.jitter().sooner() : parts.settings.jitter();
        this.downlink = new Downlink(
                plan,
                parts.outputs.stream()
                        .map(output -> new PacedSink(output.open(sampleRate), sampleRate))
                        .toList(),
                parts.settings,
                jitter,
                live ? OptionalInt.of(AudioOutput.LIVE_MILLIS) : OptionalInt.empty());
        this.uplink = new Uplink(
                port,
                plan,
                new PacedSource(parts.input.open(sampleRate), sampleRate),
                parts.outputs.stream()
                        .flatMap(output -> output.openSpoken(sampleRate).stream())
                        .map(sink -> new PacedSink(sink, sampleRate))
                        .toList(),
                parts.settings.opus(),
                random.nextInt());
        this.opus = parts.settings.opus();
        this.sendDue = due;
        this.playDue = due;
        this.rtcp = reports(now);
    }

    /** The reports of one source begin anew with it. */
    private RtcpScheduler reports(long now) {
        return new RtcpScheduler(port.ssrc(), plan.octetsPerSecond(opus), now, timeline.now(), random);
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
        String keys;
        Refusal refused;
        Refusal failure;
        synchronized (this) {
            if (stopped) {
                return;
            }
            refused = takeChanges(now);
            began = receive(now);
            keys = keys();
            report(now);
            frames(now);
            failure = failure(now);
        }
        if (began) {
            listener.began();
        }
        for (int i = 0; i < keys.length(); i++) {
            listener.pressed(keys.charAt(i));
        }
        if (refused != null) {
            listener.failed(refused);
        }
        if (failure != null) {
            listener.failed(failure);
        }
    }

    /** When the next tick is due. */
    long due() {
        return due;
    }

    /** True when this was the first time that anything authenticated. */
    private boolean receive(long now) {
        boolean any = downlink.drain(inbox.packets(), now);
        for (Inbox.Arrived report = inbox.nextReport(); report != null; report = inbox.nextReport()) {
            rtcp.received(report.compound(), report.at());
            rtcp.remoteLossRatio().ifPresent(uplink::missed);
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

    /** What was pressed since the last time. */
    private String keys() {
        if (downlink.presses() == told) {
            return "";
        }
        String fresh = downlink.pressed().substring(told);
        told = downlink.presses();
        return fresh;
    }

    private void report(long now) {
        if (rtcp.due(now)) {
            sendReport(now);
        }
    }

    private void sendReport(long now) {
        send(rtcp.report(now, sent(), downlink.reception(), quality().metrics()));
    }

    private void frames(long now) {
        long late = (now - sendDue) / frameNanos;
        if (late > MOST_LATE_FRAMES) {
            lateness.skipped(now - sendDue);
            uplink.skip(late);
            sendDue += late * frameNanos;
            playDue += late * frameNanos;
        }
        while (now - sendDue >= 0) {
            long wait = pace.patience(uplink.ahead());
            if (wait > 0) {
                sendDue += wait;
                continue;
            }
            if (uplink.tick(muted || held)) {
                lateness.sent(timeline.nanoTime() - sendDue);
            }
            sendDue += frameNanos - pace.gained();
        }
        while (now - playDue >= 0) {
            downlink.tick(playDue);
            playDue += downlink.millis() * 1_000_000L;
        }
        due = playDue - sendDue < 0 ? playDue : sendDue;
    }

    private @Nullable Refusal failure(long now) {
        if (uplink.exhausted() && !reportedExhausted) {
            reportedExhausted = true;
            return new Refusal(CryptoReason.SRTP_08, "no packet can be sealed any more");
        }
        boolean silent = now - lastAuthentic >= silenceNanos;
        // Who takes no sound owes us none: such a call does not die, it only stops talking to somebody unheard
        // (ADV-71).
        uplink.quiet(silent && !plan.direction().receives());
        if (silent && plan.direction().receives() && !reportedSilence) {
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

    /** Presses keys, one after the other, in the place of sound; where digits were agreed on. */
    public synchronized void press(Digits digits) {
        uplink.press(digits);
    }

    /** Muted, silence is sent instead: packets keep their size and pace, so that nobody outside sees the difference. */
    public void mute(boolean on) {
        muted = on;
    }

    public boolean muted() {
        return muted;
    }

    /** On hold silence is sent where the other side takes any, and the source is not listened to. */
    public void hold(boolean on) {
        held = on;
    }

    /** What was only listened to is answered: the source is heard from here on, and silence of the other side counts anew. */
    public synchronized void answered() {
        held = false;
        lastAuthentic = timeline.nanoTime();
        reportedSilence = false;
    }

    /** Media goes where authentic packets come from, when that is not where the plan says (ADV-68). */
    public synchronized void followAuthentic() {
        follows = true;
        port.followAuthentic();
    }

    /** What media runs by now. */
    public synchronized MediaPlan plan() {
        return plan;
    }

    /**
     * Goes on by this plan from the next tick: the one who sends takes it between two packets, so none is sealed half under the old
     * keys. A plan that is left behind is closed here; the last one stays with its owner.
     */
    public void change(MediaPlan next) {
        changes.add(new MediaChange(next, Optional.empty()));
    }

    /**
     * The same, from other ports of ours, under a key that is fresh (SDES-25).
     *
     * @param left runs when nothing is sent from the old ports any more
     */
    public void move(ReservedPort elsewhere, MediaPlan next, Runnable left) {
        changes.add(new MediaChange(next, Optional.of(new MediaChange.Elsewhere(elsewhere, left))));
    }

    /**
     * Of a plan that the port refuses nothing is taken: media goes on as before, for as long as the owner, who holds it for agreed,
     * needs to end the call.
     */
    private @Nullable Refusal takeChanges(long now) {
        Refusal refused = null;
        for (MediaChange change = changes.poll(); change != null; change = changes.poll()) {
            MediaPlan left = agreed;
            agreed = change.plan();
            Refusal why = rekey(change);
            if (why == null) {
                goOnBy(change.plan(), now);
            } else {
                refused = why;
            }
            left.close();
        }
        return refused;
    }

    /** Null when the port goes on under the keys of the change. */
    private @Nullable Refusal rekey(MediaChange change) {
        MediaPlan next = change.plan();
        MediaChange.Elsewhere elsewhere = change.elsewhere().orElse(null);
        if (elsewhere == null) {
            return port.rekey(next.agreed(), next.remote()).fold(taken -> null, refusal -> refusal);
        }
        leaveFor(elsewhere, next);
        return null;
    }

    private void goOnBy(MediaPlan next, long now) {
        MediaPlan before = plan;
        plan = next;
        if (port.ssrc() != uplink.ssrc()) {
            rtcp = reports(now);
        }
        uplink.change(port, plan);
        downlink.change(plan);
        frameNanos = plan.ptime() * 1_000_000L;
        lastAuthentic = now;
        reportedSilence = false;
        if (!before.remote().equals(plan.remote())) {
            // A path that is new is opened at once, also when no sound goes that way (SRTP-16).
            sendReport(now);
        }
    }

    private void leaveFor(MediaChange.Elsewhere elsewhere, MediaPlan next) {
        former.left(port);
        port.close();
        port = elsewhere.port().open(next.agreed(), next.remote(), inbox);
        if (follows) {
            port.followAuthentic();
        }
        elsewhere.left().run();
    }

    /** The state of this moment; after {@link #stop} that of the end. */
    public MediaReport report() {
        Optional<Heard> heard =
                downlink.meter().used() ? Optional.of(downlink.meter().heard()) : Optional.empty();
        synchronized (this) {
            PortCounters counters = former.and(port.counters());
            JitterStatistics played = downlink.playout().statistics();
            return new MediaReport(
                    plan.codec(),
                    plan.agreed().suite(),
                    counters.rtpOut(),
                    counters.rtpIn(),
                    downlink.reception().lost(),
                    played.late() + played.duplicates(),
                    played.concealed(),
                    counters.authFailed(),
                    counters.replayed(),
                    counters.rtcpOut(),
                    counters.rtcpIn(),
                    former.sealed() + port.sealed(),
                    downlink.reception().jitterMillis(),
                    rtcp.roundTripMillis(),
                    quality().mos(),
                    rtcp.remoteMetrics().map(MediaSession::mos).orElse(OptionalDouble.empty()),
                    lateness.report(),
                    digits(),
                    heard);
        }
    }

    private DigitReport digits() {
        Optional<String> received = plan.events().isEmpty() ? Optional.empty() : Optional.of(downlink.pressed());
        return new DigitReport(received, uplink.pressed(), uplink.unpressed());
    }

    private CallQuality quality() {
        return new CallQuality(downlink.reception(), downlink.playout(), jitter, plan.ptime(), rtcp.roundTripMillis());
    }

    private static OptionalDouble mos(VoipMetrics metrics) {
        int tenths = metrics.conversationalMos();
        return tenths == VoipMetrics.UNAVAILABLE ? OptionalDouble.empty() : OptionalDouble.of(tenths / 10.0);
    }

    /** Sends the last report with BYE, then closes the port: nothing leaves after this returns. Safe to call twice. */
    public void stop() {
        synchronized (this) {
            if (stopped) {
                return;
            }
            stopped = true;
            send(rtcp.farewell(
                    ticker.now(), sent(), downlink.reception(), quality().metrics()));
            port.close();
            for (MediaChange change = changes.poll(); change != null; change = changes.poll()) {
                change.elsewhere().ifPresent(elsewhere -> elsewhere.left().run());
            }
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
