package org.sealphone.media.quality;

/**
 * What a listener would say of a call: the E-model of ITU-T G.107 with its defaults, whose scale is that of the telephone
 * band, and the values of G.113 appendix I for G.711 with packet loss concealment.
 *
 * <p>For codecs that carry more than that band G.113 has no values on this scale: they are rated as G.711 is, never above
 * it. What forward error correction repairs is no loss.
 */
public final class EModel {
    private static final double R_WITHOUT_IMPAIRMENT = 93.2;
    private static final double LOSS_ROBUSTNESS = 25.1;
    private static final double EQUIPMENT = 0;

    private EModel() {}

    /**
     * The transmission rating R, from 0 to 93.2.
     *
     * @param lossRatio of packets lost or too late, from 0 to 1
     * @param burstRatio how much longer the losses in a row are than by chance; 1 for chance
     * @param delayMillis from mouth to ear
     */
    public static double rating(double lossRatio, double burstRatio, double delayMillis) {
        double percent = 100 * Math.max(0, Math.min(1, lossRatio));
        double loss = EQUIPMENT + (95 - EQUIPMENT) * percent / (percent / burstRatio + LOSS_ROBUSTNESS);
        double delay = 0.024 * delayMillis + (delayMillis > 177.3 ? 0.11 * (delayMillis - 177.3) : 0);
        return Math.max(0, Math.min(R_WITHOUT_IMPAIRMENT, R_WITHOUT_IMPAIRMENT - loss - delay));
    }

    /** The mean opinion score of a rating, from 1 to 4.41: G.107 annex B. */
    public static double mos(double rating) {
        return rating <= 0 ? 1 : Math.max(1, 1 + 0.035 * rating + rating * (rating - 60) * (100 - rating) * 7e-6);
    }
}
