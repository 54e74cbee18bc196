package org.sealphone.ua.loop;

import java.security.SecureRandom;
import java.util.List;
import java.util.Random;
import java.util.function.Function;
import org.sealphone.crypto.reason.Outcome;
import org.sealphone.crypto.sdes.SdesOffer;
import org.sealphone.crypto.srtp.SrtpSuite;
import org.sealphone.crypto.wire.CryptoWriter;
import org.sealphone.crypto.wire.FlowClosedException;
import org.sealphone.crypto.wire.ReservedPort;
import org.sealphone.media.audio.AudioInput;
import org.sealphone.media.audio.AudioOutput;
import org.sealphone.media.codec.Codec;
import org.sealphone.media.engine.MediaListener;
import org.sealphone.media.engine.MediaReport;
import org.sealphone.media.engine.MediaSession;
import org.sealphone.media.engine.MediaSettings;
import org.sealphone.media.sdp.Direction;
import org.sealphone.media.sdp.LocalAnswer;
import org.sealphone.media.sdp.LocalMedia;
import org.sealphone.media.sdp.LocalOffer;
import org.sealphone.media.sdp.LocalReoffer;
import org.sealphone.media.sdp.MediaPlan;
import org.sealphone.media.sdp.SessionTerms;

/** The other party of a call: real descriptions, keys and media on the simulated network. */
final class MediaPeer {
    /** What every trunk speaks; a tone comes through it as it was sent. */
    private static final List<Codec> SPOKEN = List.of(Codec.PCMU, Codec.PCMA);

    private final Bench bench;
    final ReservedPort port;
    private final SecureRandom random = new SecureRandom();
    private LocalOffer offer;
    private LocalReoffer reoffer;
    /** Hears what the phone sends. */
    AudioOutput ear = AudioOutput.discard();

    MediaSession session;
    SessionTerms terms;

    MediaPeer(Bench bench) {
        this.bench = bench;
        this.port = bench.network.reserve(2);
    }

    LocalMedia local() {
        return new LocalMedia(port.address(), port.rtpPort(), port.rtcpPort());
    }

    /** An answer to this offer; media starts when {@link #start} is called. */
    String answer(String offered) {
        LocalAnswer answer = LocalAnswer.to(offered, local(), SPOKEN, List.of(SrtpSuite.values()), random)
                .fold(good -> good, refusal -> {
                    throw new AssertionError(refusal.text());
                });
        terms = answer.terms();
        start(answer.plan());
        return written(answer::text);
    }

    String offer() {
        offer = LocalOffer.of(local(), SPOKEN, SdesOffer.generate(List.of(SrtpSuite.values()), random), new Random(3));
        return written(offer::text);
    }

    private String written(Function<CryptoWriter, String> text) {
        try {
            return text.apply(bench.trunk().flow.cryptoWriter());
        } catch (FlowClosedException gone) {
            throw new AssertionError(gone);
        }
    }

    /** A later offer under the key of this moment. */
    String reoffer(Direction direction) {
        reoffer = terms.reoffer(direction, SPOKEN);
        return written(reoffer::text);
    }

    /** The same from another port, with a fresh key. */
    String moves(Direction direction) {
        next = bench.network.reserve(2);
        reoffer = terms.moved(
                new LocalMedia(next.address(), next.rtpPort(), next.rtcpPort()), direction, List.of(), random);
        return written(reoffer::text);
    }

    /** The same from where we are, with a fresh key. */
    String rekeys(Direction direction) {
        reoffer = terms.moved(local(), direction, SPOKEN, random);
        return written(reoffer::text);
    }

    private ReservedPort next;

    /** The answer to a later offer of ours. */
    void reanswered(String answer) {
        terms = granted(reoffer.answered(answer));
        if (next == null) {
            session.change(terms.plan());
        } else {
            session.move(next, terms.plan(), () -> {});
            next = null;
        }
    }

    void rejected() {
        terms = reoffer.refused();
    }

    /** Our answer to a later offer of the phone. */
    String reanswer(String offered, Direction direction) {
        terms = granted(terms.answering(offered, direction, SPOKEN, List.of(SrtpSuite.values()), random));
        session.change(terms.plan());
        return written(terms::text);
    }

    private static <T> T granted(Outcome<T> outcome) {
        return outcome.fold(good -> good, refusal -> {
            throw new AssertionError(refusal.text());
        });
    }

    void answered(String answer) {
        MediaPlan plan = granted(offer.answered(answer));
        terms = offer.terms(plan);
        start(plan);
    }

    private void start(MediaPlan plan) {
        session = MediaSession.start(
                port,
                plan,
                AudioInput.tone(440),
                List.of(ear),
                MediaSettings.USUAL,
                bench.timeline,
                random,
                bench.ticker,
                MediaListener.none());
    }

    MediaReport stop() {
        session.stop();
        return session.report();
    }
}
