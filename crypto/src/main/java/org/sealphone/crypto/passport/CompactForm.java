package org.sealphone.crypto.passport;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The compact form of a passport (RFC 8224 4.1.1, RFC 8225 7): its signature alone. What was signed is put together again from the message:
 * whom it is from and for, each as a number and as a URI, and its Date. A message says each of these in a few ways, so there are a few full
 * forms; that the signature holds for one of them is what decides, and nothing that was not signed can make it hold. Stateless.
 */
public final class CompactForm {
    private static final int MOST_CALLERS = 4;
    private static final Pattern FIELD = Pattern.compile("\\.\\.([A-Za-z0-9_-]{1,128})([ \t]*;.{1,2048})");
    private static final Pattern LOCATION =
            Pattern.compile("(?i);[ \t]*info[ \t]*=[ \t]*<([\\x21-\\x7e&&[^\"\\\\<>]]{1,1024})>");
    private static final Pattern EXTENSION = Pattern.compile("(?i);[ \t]*ppt[ \t]*=");
    private static final Pattern OTHER_ALGORITHM =
            Pattern.compile("(?i);[ \t]*alg[ \t]*=[ \t]*\"?(?!ES256\"?[ \t]*(;|$))");

    private CompactForm() {}

    /**
     * The full forms that the value of an Identity header field may stand for: itself where it is none that can be put together. One with an
     * extension is not, for its claims stand nowhere else.
     *
     * @param callers who the message says that it is from
     * @param to whom it is for
     * @param date its Date, which says when it was signed
     */
    public static List<String> expand(String field, List<String> callers, String to, Optional<Instant> date) {
        Matcher compact = FIELD.matcher(field.strip());
        if (!compact.matches() || date.isEmpty()) {
            return List.of(field);
        }
        String parameters = compact.group(2);
        Matcher location = LOCATION.matcher(parameters);
        if (!location.find()
                || EXTENSION.matcher(parameters).find()
                || OTHER_ALGORITHM.matcher(parameters).find()) {
            return List.of(field);
        }
        String header = "{\"alg\":\"ES256\",\"typ\":\"passport\",\"x5u\":\"" + location.group(1) + "\"}";
        List<String> full = new ArrayList<>();
        for (String orig : identities(callers.subList(0, Math.min(MOST_CALLERS, callers.size())), "", "")) {
            for (String dest : identities(List.of(to), "[", "]")) {
                String claims =
                        "{\"dest\":" + dest + ",\"iat\":" + date.get().getEpochSecond() + ",\"orig\":" + orig + "}";
                full.add(base64(header) + "." + base64(claims) + "." + compact.group(1) + parameters);
            }
        }
        return full.isEmpty() ? List.of(field) : List.copyOf(full);
    }

    /** Each as the number that it may be, and as the URI. */
    private static Set<String> identities(List<String> uris, String before, String behind) {
        Set<String> identities = new LinkedHashSet<>();
        for (String uri : uris) {
            Passport.numberOf(uri)
                    .ifPresent(number -> identities.add("{\"tn\":" + before + "\"" + number + "\"" + behind + "}"));
            Passport.uri(uri)
                    .filter(plain -> plain.indexOf('"') < 0 && plain.indexOf('\\') < 0)
                    .ifPresent(plain -> identities.add("{\"uri\":" + before + "\"sip:" + plain + "\"" + behind + "}"));
        }
        return identities;
    }

    private static String base64(String text) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }
}
