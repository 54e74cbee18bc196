package org.sealphone.media.engine;

import java.util.Optional;
import java.util.OptionalDouble;
import org.sealphone.crypto.rtp.VoipMetrics;
import org.sealphone.crypto.rtp.VoipMetrics.JitterBufferDelays;
import org.sealphone.crypto.rtp.VoipMetrics.Losses;
import org.sealphone.media.jitter.JitterSettings;
import org.sealphone.media.jitter.Playout;
import org.sealphone.media.quality.EModel;
import org.sealphone.media.quality.LossPattern;
import org.sealphone.media.quality.ReceptionStatistics;

/**
 * How well the other side is heard at this moment, for the report of the call and for the other side itself (RFC 3611).
 *
 * @param ptime milliseconds of sound in a packet
 * @param roundTripMillis once known
 */
record CallQuality(
        ReceptionStatistics reception,
        Playout playout,
        JitterSettings jitter,
        int ptime,
        OptionalDouble roundTripMillis) {

    /** With the delay, from mouth to ear; empty before anything came. */
    OptionalDouble mos() {
        return reception.received() == 0
                ? OptionalDouble.empty()
                : OptionalDouble.of(EModel.mos(rating(endSystem() + roundTripMillis.orElse(0) / 2)));
    }

    private double rating(double delayMillis) {
        LossPattern losses = playout.losses();
        return EModel.rating(losses.ratio(), losses.burstRatio(), delayMillis);
    }

    /** Of this side alone: a packet is filled, and what comes waits in the jitter buffer. */
    private double endSystem() {
        return ptime + playout.delay() / 1e6;
    }

    /** What the other side is told; nothing before anything came. */
    Optional<VoipMetrics> metrics() {
        if (!reception.begun()) {
            return Optional.empty();
        }
        double rating = rating(endSystem() + roundTripMillis.orElse(0) / 2);
        return Optional.of(new VoipMetrics(
                reception.ssrc(),
                losses(),
                milliseconds(roundTripMillis.orElse(0)),
                milliseconds(endSystem()),
                (int) Math.round(rating),
                tenths(EModel.mos(rating(0))),
                tenths(EModel.mos(rating)),
                new JitterBufferDelays(
                        milliseconds(playout.target() / 1e6), milliseconds(playout.delay() / 1e6), jitter.maximum())));
    }

    private Losses losses() {
        LossPattern.Shares shares = playout.losses().shares();
        long expected = reception.received() + reception.lost();
        return new Losses(
                share(reception.lost() - playout.statistics().recovered(), expected),
                share(playout.statistics().late(), expected),
                share(shares.missedWithin(), shares.within()),
                share(shares.missedBetween(), shares.between()),
                milliseconds(mean(shares.within(), shares.bursts())),
                milliseconds(mean(shares.between(), shares.bursts())));
    }

    /** The RFC counts gaps as bursts: one lies before each. */
    private double mean(long packets, long bursts) {
        return bursts == 0 ? 0 : (double) packets * ptime / bursts;
    }

    private static int share(long part, long whole) {
        return whole == 0 ? 0 : (int) Math.max(0, Math.min(255, (part << 8) / whole));
    }

    private static int tenths(double mos) {
        return (int) Math.round(10 * mos);
    }

    private static int milliseconds(double value) {
        return (int) Math.max(0, Math.min(0xFFFF, Math.round(value)));
    }
}
