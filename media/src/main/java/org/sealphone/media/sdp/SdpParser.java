package org.sealphone.media.sdp;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.sealphone.crypto.reason.Outcome;
import org.sealphone.media.reason.MediaReason;

/**
 * Reads a session description (RFC 4566), strictly and within bounds.
 *
 * <p>Refused: control characters, empty lines before the end, a first line other than {@code v=0}, missing or repeated
 * {@code o=}, {@code s=}, {@code t=}, numbers out of range, more of anything than {@link #LONGEST} or
 * {@link SdpSection#MOST_LINES}. Line types that are not known are kept. What is refused is described, never quoted: it
 * may hold a key.
 */
final class SdpParser {
    static final int LONGEST = 65_536;
    static final int LONGEST_LINE = 4096;
    static final int MOST_MEDIA = 32;
    static final int MOST_FORMATS = 64;

    private static final Pattern TOKEN = Pattern.compile("[!#-'*+\\-.0-9A-Z^-~]{1,64}");
    private static final Pattern ORIGIN =
            Pattern.compile("[^ ]{1,255} [0-9]{1,20} [0-9]{1,20} [A-Za-z0-9]{1,16} [A-Za-z0-9]{1,16} [^ ]{1,255}");
    private static final Pattern TIMING = Pattern.compile("[0-9]{1,20} [0-9]{1,20}");
    private static final Pattern MEDIA = Pattern.compile("([^ ]+) ([0-9]{1,5})(?:/([0-9]{1,5}))? ([^ ]+)((?: [^ ]+)+)");
    private static final Pattern PROTOCOL = Pattern.compile("[A-Za-z0-9]{1,16}(?:/[A-Za-z0-9.\\-]{1,16}){0,4}");

    private final List<MediaDescription> media = new ArrayList<>();
    private final SdpSection session = new SdpSection();
    private SdpSection section = session;
    private @Nullable Matcher medium;
    private @Nullable String origin;
    private @Nullable String name;
    private @Nullable String timing;

    private SdpParser() {}

    static Outcome<SessionDescription> parse(String text) {
        if (text.length() > LONGEST) {
            return broken("it is longer than " + LONGEST + " characters");
        }
        return new SdpParser().read(text);
    }

    static boolean isToken(String text) {
        return TOKEN.matcher(text).matches();
    }

    private Outcome<SessionDescription> read(String text) {
        String body = withoutLastLineEnds(text);
        int number = 0;
        int at = 0;
        while (at < body.length()) {
            int end = body.indexOf('\n', at);
            String line = body.substring(at, end < 0 ? body.length() : end);
            at = end < 0 ? body.length() : end + 1;
            if (line.endsWith("\r")) {
                line = line.substring(0, line.length() - 1);
            }
            number++;
            String fault = line(number, line);
            if (fault != null) {
                return broken("line " + number + ": " + fault);
            }
        }
        String fault = endMedium();
        if (fault != null) {
            return broken(fault);
        }
        if (origin == null || name == null || timing == null) {
            return broken("o=, s= or t= is missing");
        }
        return Outcome.granted(new SessionDescription(origin, name, timing, session, media));
    }

    /** Empty lines at the end are common and harmless; a blank there belongs to its line, as it does in any other. */
    private static String withoutLastLineEnds(String text) {
        int end = text.length();
        while (end > 0 && (text.charAt(end - 1) == '\n' || text.charAt(end - 1) == '\r')) {
            end--;
        }
        return text.substring(0, end);
    }

    private @Nullable String line(int number, String line) {
        if (line.length() < 2 || line.charAt(1) != '=' || line.charAt(0) < 'a' || line.charAt(0) > 'z') {
            return "not a line of the form x=";
        }
        if (line.length() > LONGEST_LINE) {
            return "longer than " + LONGEST_LINE + " characters";
        }
        if (line.chars().anyMatch(c -> (c < ' ' && c != '\t') || c == 0x7F)) {
            return "a control character";
        }
        char type = line.charAt(0);
        String value = line.substring(2);
        if (number == 1 || type == 'v') {
            return number == 1 && type == 'v' && value.equals("0")
                    ? null
                    : "v=0 is the first line and stands nowhere else";
        }
        return switch (type) {
            case 'o' -> once(origin, ORIGIN.matcher(value).matches(), () -> origin = value);
            case 's' -> once(name, origin != null, () -> name = value);
            case 't' -> timing(value);
            case 'm' -> beginMedium(value);
            default -> origin == null || name == null ? "o= and s= come first" : section.add(type, value);
        };
    }

    private @Nullable String once(@Nullable String before, boolean valid, Runnable take) {
        if (before != null || !valid || section != session) {
            return "an o= or s= line that is repeated, misplaced or malformed";
        }
        take.run();
        return null;
    }

    private @Nullable String timing(String value) {
        if (!TIMING.matcher(value).matches() || section != session || name == null) {
            return "a t= line that is misplaced or malformed";
        }
        if (timing == null) {
            timing = value;
            return null;
        }
        return section.add('t', value);
    }

    private @Nullable String beginMedium(String value) {
        String fault = endMedium();
        if (fault != null) {
            return fault;
        }
        Matcher matcher = MEDIA.matcher(value);
        if (timing == null || !matcher.matches()) {
            return "an m= line that is misplaced or malformed";
        }
        if (media.size() == MOST_MEDIA) {
            return "more than " + MOST_MEDIA + " media";
        }
        medium = matcher;
        section = new SdpSection();
        return null;
    }

    private @Nullable String endMedium() {
        Matcher matcher = medium;
        if (matcher == null) {
            return null;
        }
        medium = null;
        int port = Integer.parseInt(matcher.group(2));
        int portCount = matcher.group(3) == null ? 1 : Integer.parseInt(matcher.group(3));
        List<String> formats = List.of(matcher.group(5).substring(1).split(" "));
        boolean valid = isToken(matcher.group(1))
                && port <= 65_535
                && portCount >= 1
                && PROTOCOL.matcher(matcher.group(4)).matches()
                && formats.size() <= MOST_FORMATS
                && formats.stream().allMatch(SdpParser::isToken);
        if (!valid) {
            return "an m= line with a number or a word that cannot be";
        }
        media.add(new MediaDescription(matcher.group(1), port, portCount, matcher.group(4), formats, section));
        return null;
    }

    private static Outcome<SessionDescription> broken(String fault) {
        return Outcome.refused(MediaReason.SIP_05, fault);
    }
}
