package org.sealphone.media.codec;

/**
 * What may be chosen of Opus. The rate is kept whatever is said, with no pause in transmission: packets whose size or
 * number follows the voice tell a watcher what is said (RFC 6562), so that is no setting.
 *
 * @param bitrate bits in a second; the other side may ask for fewer
 * @param complexity from 0 to 10: how much may be computed, on either side of the call
 */
public record OpusSettings(int bitrate, int complexity) {
    /** RFC 7587 section 6.1 knows no less. */
    public static final int LEAST_BITRATE = 6_000;
    /** A mono voice gains nothing beyond, and 60 ms of it still fit into a packet. */
    public static final int MOST_BITRATE = 128_000;

    public static final int MOST_COMPLEXITY = 10;

    /**
     * Enough for speech at full bandwidth and for what is repeated of it where a fifth is lost. Half of the most complexity: hardly to be told from it for speech, at half the time, and
     * where the library has a trained model for what is missing, it is used from here on.
     */
    public static final OpusSettings USUAL = new OpusSettings(72_000, 5);

    public OpusSettings {
        if (bitrate < LEAST_BITRATE || bitrate > MOST_BITRATE) {
            throw new IllegalArgumentException(bitrate + " bits in a second");
        }
        if (complexity < 0 || complexity > MOST_COMPLEXITY) {
            throw new IllegalArgumentException("complexity " + complexity);
        }
    }
}
