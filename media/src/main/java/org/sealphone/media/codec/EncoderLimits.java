package org.sealphone.media.codec;

import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/**
 * What the other side asks of our encoder in its {@code a=fmtp} (RFC 7587 section 6.1): no more bits than it wants to
 * take, no more bandwidth than it can play.
 *
 * <p>Unknown parameters are ignored, as the RFC demands, and so are known ones whose value is none: a peer can make the
 * stream smaller within the bounds of the codec, and never larger, stereo, variable in rate or silent in pauses.
 *
 * @param maxAverageBitrate bits in a second
 * @param maxPlaybackRate the sampling rate of what it plays, in hertz
 */
public record EncoderLimits(int maxAverageBitrate, int maxPlaybackRate) {
    private static final int LEAST_BITRATE = 6_000;
    private static final int MOST_BITRATE = 510_000;
    private static final int LEAST_RATE = 8_000;
    private static final int MOST_RATE = 48_000;
    private static final int MOST_PARAMETERS = 32;

    /** Asks for nothing. */
    public static final EncoderLimits NONE = new EncoderLimits(MOST_BITRATE, MOST_RATE);

    /** Reads the parameters of a format: {@code name=value; name=value}. Never fails. */
    public static EncoderLimits of(String parameters) {
        Map<String, Integer> numbers = new TreeMap<>();
        String[] parts = parameters.split(";", MOST_PARAMETERS + 1);
        for (int i = 0; i < Math.min(parts.length, MOST_PARAMETERS); i++) {
            int equals = parts[i].indexOf('=');
            String value = parts[i].substring(equals + 1).strip();
            if (equals > 0 && value.matches("[0-9]{1,7}")) {
                numbers.putIfAbsent(
                        parts[i].substring(0, equals).strip().toLowerCase(Locale.ROOT), Integer.parseInt(value));
            }
        }
        return new EncoderLimits(
                within(numbers.getOrDefault("maxaveragebitrate", MOST_BITRATE), LEAST_BITRATE, MOST_BITRATE),
                within(numbers.getOrDefault("maxplaybackrate", MOST_RATE), LEAST_RATE, MOST_RATE));
    }

    /** No more bits in a second than the other side wants. */
    public int atMost(int bitrate) {
        return Math.min(bitrate, maxAverageBitrate);
    }

    private static int within(int value, int least, int most) {
        return value < least || value > most ? most : value;
    }
}
