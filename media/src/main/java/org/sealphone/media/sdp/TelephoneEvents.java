package org.sealphone.media.sdp;

import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.sealphone.media.codec.Codec;

/**
 * The format {@code telephone-event} of RFC 4733 under the payload type that this call gives it.
 *
 * @param clockRate that of the codec beside it, unless the other side has no such (RFC 4733 section 2.1)
 * @param events a bit for each event that the other side takes: the sixteen keys, and 16, the hook flash
 */
public record TelephoneEvents(int payloadType, int clockRate, int events) {
    static final String NAME = "telephone-event";

    /** The clock that every phone has them at, those included that have them at no other. */
    private static final int COMMON_CLOCK = 8000;

    private static final int LAST = 16;
    private static final int SIXTEEN_KEYS = 0xFFFF;
    private static final Pattern RANGE = Pattern.compile("([0-9]{1,3})(?:-([0-9]{1,3}))?");

    /**
     * Ours beside these codecs: at the clock of each (RFC 4733 section 2.1), and at 8000 in any case, because there are
     * phones that speak Opus and have digits at 8000 alone. The answer says which of them it takes.
     */
    static List<TelephoneEvents> offered(List<Codec> codecs) {
        return Stream.concat(codecs.stream().map(Codec::clockRate), Stream.of(COMMON_CLOCK))
                .distinct()
                .map(TelephoneEvents::offered)
                .toList();
    }

    /** Everything, at that clock. */
    private static TelephoneEvents offered(int clockRate) {
        int payloadType = clockRate == COMMON_CLOCK ? 101 : clockRate == 48_000 ? 102 : 103;
        return new TelephoneEvents(payloadType, clockRate, SIXTEEN_KEYS | 1 << LAST);
    }

    /** What the other side takes by its {@code a=fmtp}: without one, the sixteen keys (section 2.4.1). */
    static TelephoneEvents of(int payloadType, int clockRate, String parameters) {
        int events = 0;
        for (String part : parameters.split(",", 64)) {
            Matcher range = RANGE.matcher(part.strip());
            if (range.matches()) {
                int first = Integer.parseInt(range.group(1));
                int last = range.group(2) == null ? first : Integer.parseInt(range.group(2));
                for (int event = first; event <= Math.min(last, LAST); event++) {
                    events |= 1 << event;
                }
            }
        }
        return new TelephoneEvents(payloadType, clockRate, events == 0 ? SIXTEEN_KEYS : events);
    }

    /** Whether the other side takes an event. */
    public boolean takes(int event) {
        return event >= 0 && event <= LAST && (events >> event & 1) != 0;
    }

    /** The lines that say what we take, without their {@code a=}. */
    String[] attributes() {
        return new String[] {
            "rtpmap:" + payloadType + " " + NAME + "/" + clockRate, "fmtp:" + payloadType + " 0-" + LAST
        };
    }
}
