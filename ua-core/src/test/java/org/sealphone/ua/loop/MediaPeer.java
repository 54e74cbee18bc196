package org.sealphone.ua.loop;

import java.security.SecureRandom;
import java.util.List;
import java.util.Random;
import org.sealphone.crypto.sdes.SdesOffer;
import org.sealphone.crypto.srtp.SrtpSuite;
import org.sealphone.crypto.wire.FlowClosedException;
import org.sealphone.crypto.wire.ReservedPort;
import org.sealphone.media.audio.AudioInput;
import org.sealphone.media.audio.AudioOutput;
import org.sealphone.media.codec.Codec;
import org.sealphone.media.engine.MediaListener;
import org.sealphone.media.engine.MediaReport;
import org.sealphone.media.engine.MediaSession;
import org.sealphone.media.engine.MediaSettings;
import org.sealphone.media.sdp.LocalAnswer;
import org.sealphone.media.sdp.LocalMedia;
import org.sealphone.media.sdp.LocalOffer;
import org.sealphone.media.sdp.MediaPlan;

/** The other party of a call: real descriptions, keys and media on the simulated network. */
final class MediaPeer {
    private final Bench bench;
    final ReservedPort port;
    private final SecureRandom random = new SecureRandom();
    private LocalOffer offer;
    private MediaSession session;

    MediaPeer(Bench bench) {
        this.bench = bench;
        this.port = bench.network.reserve(2);
    }

    LocalMedia local() {
        return new LocalMedia(port.address(), port.rtpPort(), port.rtcpPort());
    }

    /** An answer to this offer; media starts when {@link #start} is called. */
    String answer(String offered) {
        LocalAnswer answer = LocalAnswer.to(offered, local(), Codec.preferred(), List.of(SrtpSuite.values()), random)
                .fold(good -> good, refusal -> {
                    throw new AssertionError(refusal.text());
                });
        start(answer.plan());
        try {
            return answer.text(bench.trunk().flow.cryptoWriter());
        } catch (FlowClosedException gone) {
            throw new AssertionError(gone);
        }
    }

    String offer() {
        offer = LocalOffer.of(
                local(), Codec.preferred(), SdesOffer.generate(List.of(SrtpSuite.values()), random), new Random(3));
        try {
            return offer.text(bench.trunk().flow.cryptoWriter());
        } catch (FlowClosedException gone) {
            throw new AssertionError(gone);
        }
    }

    void answered(String answer) {
        start(offer.answered(answer).fold(good -> good, refusal -> {
            throw new AssertionError(refusal.text());
        }));
    }

    private void start(MediaPlan plan) {
        session = MediaSession.start(
                port,
                plan,
                AudioInput.tone(440),
                List.of(AudioOutput.discard()),
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
