package org.sealphone.media.sdp;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.sealphone.crypto.reason.Excerpt;
import org.sealphone.crypto.reason.Outcome;
import org.sealphone.media.codec.Codec;
import org.sealphone.media.codec.EncoderLimits;
import org.sealphone.media.reason.MediaReason;

/**
 * What the payload types of an m-line stand for (RFC 3551, CODEC-01): static numbers keep their meaning, dynamic ones
 * need an {@code a=rtpmap}.
 *
 * <p>Refused: types that are no number up to 127, listed twice, mapped twice, or a static one mapped to another codec.
 * Formats that are not known to us are no fault; they are simply not ours, and neither is G.722 with the clock that it
 * ought to have and that RFC 3551 does not give it.
 */
final class Formats {
    private static final Pattern TYPE = Pattern.compile("0|[1-9][0-9]{0,2}");
    private static final Pattern RTPMAP =
            Pattern.compile("([0-9]{1,3}) ([A-Za-z0-9._\\-]{1,64})/([0-9]{1,6})(?:/([0-9]{1,3}))? *");
    private static final int FIRST_DYNAMIC = 96;
    private static final int COMFORT_NOISE = 13;
    private static final int LEAST_CLOCK = 8_000;
    private static final int MOST_CLOCK = 48_000;
    /** RFC 5761 section 4: with the marker bit these look like RTCP packet types. */
    private static final int FIRST_LIKE_RTCP = 64;

    private static final int LAST_LIKE_RTCP = 95;

    private final List<Entry> entries;

    private Formats(List<Entry> entries) {
        this.entries = entries;
    }

    /** One format of the m-line: audio that we know, audio that we do not, or no audio at all. */
    private record Entry(
            int payloadType,
            Optional<Codec> codec,
            boolean audio,
            Optional<TelephoneEvents> events,
            String parameters) {}

    static Outcome<Formats> of(MediaDescription medium) {
        Map<Integer, Matcher> maps = new HashMap<>();
        for (String value : medium.values("rtpmap")) {
            Matcher map = RTPMAP.matcher(value);
            if (!map.matches() || maps.put(Integer.parseInt(map.group(1)), map) != null) {
                return refused("an a=rtpmap that is malformed or repeated");
            }
        }
        Map<Integer, String> parameters = parameters(medium);
        List<Entry> entries = new ArrayList<>();
        for (String format : medium.formats()) {
            int type = TYPE.matcher(format).matches() ? Integer.parseInt(format) : 128;
            if (type > 127 || entries.stream().anyMatch(entry -> entry.payloadType() == type)) {
                return refused("payload type " + Excerpt.of(format));
            }
            Matcher map = maps.get(type);
            Optional<Codec> fixed = fixed(type);
            Optional<Codec> codec = map == null ? fixed : codec(map);
            if (map != null
                    && fixed.isPresent()
                    && !map.group(2).equalsIgnoreCase(fixed.get().encodingName())) {
                return refused("payload type " + type + " is mapped to " + Excerpt.of(map.group(2)));
            }
            if (type >= FIRST_DYNAMIC && map == null) {
                return refused("payload type " + type + " has no a=rtpmap");
            }
            String said = parameters.getOrDefault(type, "");
            entries.add(new Entry(type, codec, audio(type, map), events(type, map, said), said));
        }
        return Outcome.granted(new Formats(entries));
    }

    /** The first {@code a=fmtp} of each type; malformed ones say nothing. */
    private static Map<Integer, String> parameters(MediaDescription medium) {
        Map<Integer, String> parameters = new HashMap<>();
        for (String value : medium.values("fmtp")) {
            int space = value.indexOf(' ');
            if (space > 0 && TYPE.matcher(value.substring(0, space)).matches()) {
                parameters.putIfAbsent(Integer.parseInt(value.substring(0, space)), value.substring(space + 1));
            }
        }
        return parameters;
    }

    /** The formats that one of our codecs speaks, in the order of the m-line, which is the order of preference. */
    List<PayloadFormat> ours(List<Codec> codecs) {
        List<PayloadFormat> ours = new ArrayList<>();
        for (Entry entry : entries) {
            entry.codec()
                    .filter(codecs::contains)
                    .ifPresent(codec -> ours.add(
                            new PayloadFormat(codec, entry.payloadType(), EncoderLimits.of(entry.parameters()))));
        }
        return ours;
    }

    /**
     * How keys may be sent beside a codec, best first: at its clock, as RFC 4733 section 2.1 wants; and at another,
     * because phones in the field have telephone events at 8000 alone, beside Opus too.
     */
    List<TelephoneEvents> events(Codec codec) {
        return entries.stream()
                .flatMap(entry -> entry.events().stream())
                .sorted(Comparator.comparing(events -> events.clockRate() != codec.clockRate()))
                .toList();
    }

    private static Optional<TelephoneEvents> events(int type, @Nullable Matcher map, String parameters) {
        if (map == null || map.group(4) != null || !map.group(2).equalsIgnoreCase(TelephoneEvents.NAME)) {
            return Optional.empty();
        }
        int clock = Integer.parseInt(map.group(3));
        return clock < LEAST_CLOCK || clock > MOST_CLOCK
                ? Optional.empty()
                : Optional.of(TelephoneEvents.of(type, clock, parameters));
    }

    /** The first audio format that was not among ours: in an answer there may be none. */
    Optional<Integer> notOffered(List<PayloadFormat> offered) {
        return entries.stream()
                .filter(Entry::audio)
                .filter(entry -> offered.stream()
                        .noneMatch(format -> format.payloadType() == entry.payloadType()
                                && Optional.of(format.codec()).equals(entry.codec())))
                .map(Entry::payloadType)
                .findFirst();
    }

    /** The first type that RTCP on the same port would be mistaken for. */
    Optional<Integer> likeRtcp() {
        return entries.stream()
                .map(Entry::payloadType)
                .filter(type -> type >= FIRST_LIKE_RTCP && type <= LAST_LIKE_RTCP)
                .findFirst();
    }

    private static Optional<Codec> fixed(int type) {
        for (Codec codec : Codec.values()) {
            if (codec.payloadType() == type && type < FIRST_DYNAMIC) {
                return Optional.of(codec);
            }
        }
        return Optional.empty();
    }

    private static Optional<Codec> codec(Matcher map) {
        int channels = map.group(4) == null ? 1 : Integer.parseInt(map.group(4));
        return Codec.named(map.group(2))
                .filter(codec -> codec.clockRate() == Integer.parseInt(map.group(3)) && codec.channels() == channels);
    }

    /** Digits and comfort noise may accompany any codec and are no audio of their own. */
    private static boolean audio(int type, @Nullable Matcher map) {
        if (map == null) {
            return type != COMFORT_NOISE;
        }
        String name = map.group(2).toLowerCase(Locale.ROOT);
        return !name.equals(TelephoneEvents.NAME) && !name.equals("cn");
    }

    private static Outcome<Formats> refused(String detail) {
        return Outcome.refused(MediaReason.CODEC_01, detail);
    }
}
