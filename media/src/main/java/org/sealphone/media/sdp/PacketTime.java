package org.sealphone.media.sdp;

import java.util.List;
import java.util.regex.Pattern;
import org.sealphone.crypto.reason.Excerpt;
import org.sealphone.crypto.reason.Outcome;
import org.sealphone.media.reason.MediaReason;

/**
 * How much sound a packet holds: {@code a=ptime} as the other side wishes it, bounded by its {@code a=maxptime} (RFC
 * 4566 section 6).
 *
 * <p>What is sent is a multiple of ten milliseconds between ten and sixty. Refused are wishes that no phone has: below
 * 10 ms, where there would be more header than sound, and above 200 ms.
 */
final class PacketTime {
    static final int DEFAULT = 20;
    private static final int LEAST = 10;
    private static final int MOST_SENT = 60;
    private static final int MOST_WISHED = 200;
    private static final Pattern NUMBER = Pattern.compile("[0-9]{1,6}");

    private PacketTime() {}

    static Outcome<Integer> of(MediaDescription medium) {
        return single(medium, "ptime", DEFAULT).then(wished -> single(medium, "maxptime", MOST_WISHED)
                .then(most -> Outcome.granted(Math.min(MOST_SENT, Math.min(wished, most)) / 10 * 10)));
    }

    private static Outcome<Integer> single(MediaDescription medium, String attribute, int otherwise) {
        List<String> values = medium.values(attribute);
        if (values.isEmpty()) {
            return Outcome.granted(otherwise);
        }
        String value = values.get(0).strip();
        int number = values.size() == 1 && NUMBER.matcher(value).matches() ? Integer.parseInt(value) : 0;
        return number < LEAST || number > MOST_WISHED
                ? Outcome.refused(MediaReason.CODEC_01, "a=" + attribute + ":" + Excerpt.of(value))
                : Outcome.granted(number);
    }
}
