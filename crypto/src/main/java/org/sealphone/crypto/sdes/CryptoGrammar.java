package org.sealphone.crypto.sdes;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.sealphone.crypto.reason.CryptoReason;
import org.sealphone.crypto.reason.Outcome;
import org.sealphone.crypto.reason.Refusal;
import org.sealphone.crypto.srtp.MasterKeyIdentifier;
import org.sealphone.crypto.srtp.SrtpKeys;
import org.sealphone.crypto.srtp.SrtpSuite;

/**
 * The grammar of RFC 4568 section 9, read strictly: what is not in it, or cannot be honoured, makes the line unusable with the code
 * of the rule. Details name positions and well-known words, never the text of a key, even when the line puts it in a wrong place.
 */
final class CryptoGrammar {
    private static final int LONGEST_LINE = 1024;
    private static final int MOST_PARAMETERS = 16;
    private static final int MOST_KEYS = 8;
    private static final Pattern SPACE = Pattern.compile("[ \t]+");
    private static final Pattern TAG = Pattern.compile("[0-9]{1,9}");
    private static final Pattern WORD = Pattern.compile("[A-Za-z0-9_]+");
    private static final Pattern VISIBLE = Pattern.compile("[\\x21-\\x7e]+");
    /**
     * A name that a refusal may show: short words joined by underscores, as registered ones are. Base64 has no underscore and half a
     * key is longer than any word here, so a key in the wrong place is never shown, not even glued to a name.
     */
    private static final Pattern SUITE_NAME = Pattern.compile("[A-Z0-9]{1,8}(_[A-Z0-9]{1,8}){1,6}");

    private static final Pattern PARAMETER_NAME = Pattern.compile("[A-Z]{1,8}(_[A-Z]{1,8}){0,3}");
    private static final Pattern WINDOW = Pattern.compile("[1-9][0-9]{1,8}");

    private final String line;
    private @Nullable SrtpSuite suite;

    CryptoGrammar(String line) {
        this.line = line;
    }

    CryptoLine line() {
        if (line.length() > LONGEST_LINE) {
            return unusable(CryptoReason.SDES_16, "the line has more than " + LONGEST_LINE + " characters");
        }
        List<String> words = List.of(SPACE.split(line, -1));
        if (!words.isEmpty() && words.get(words.size() - 1).isEmpty()) {
            words = words.subList(0, words.size() - 1);
        }
        if (words.isEmpty() || !TAG.matcher(words.get(0)).matches()) {
            return unusable(CryptoReason.SDES_02, "the tag is not 1 to 9 digits");
        }
        if (words.size() < 3) {
            return unusable(CryptoReason.SDES_16, "the line needs tag, suite and key");
        }
        CryptoLine badSuite = suite(words.get(1));
        if (badSuite != null) {
            return badSuite;
        }
        CryptoLine badParameter = parameters(words.subList(3, words.size()));
        return badParameter != null ? badParameter : key(words.get(0), words.get(2));
    }

    private @Nullable CryptoLine suite(String word) {
        if (!WORD.matcher(word).matches()) {
            return unusable(CryptoReason.SDES_16, "the suite is not a word");
        }
        Optional<SrtpSuite> known = SrtpSuite.named(word);
        if (known.isEmpty()) {
            String shown = SUITE_NAME.matcher(word).matches() ? word : "given";
            return unusable(CryptoReason.SDES_10, "the suite " + shown + " is unknown or offers no protection");
        }
        suite = known.get();
        return null;
    }

    private @Nullable CryptoLine parameters(List<String> parameters) {
        if (parameters.size() > MOST_PARAMETERS) {
            return unusable(CryptoReason.SDES_16, "more than " + MOST_PARAMETERS + " session parameters");
        }
        for (String parameter : parameters) {
            CryptoLine bad = parameter(parameter);
            if (bad != null) {
                return bad;
            }
        }
        return null;
    }

    private @Nullable CryptoLine parameter(String parameter) {
        if (!VISIBLE.matcher(parameter).matches()) {
            return unusable(CryptoReason.SDES_16, "a session parameter is not printable");
        }
        String bare = parameter.startsWith("-") ? parameter.substring(1) : parameter;
        String name = bare.split("[=:]", 2)[0].toUpperCase(Locale.ROOT);
        switch (name) {
            case "UNENCRYPTED_SRTP":
            case "UNENCRYPTED_SRTCP":
            case "UNAUTHENTICATED_SRTP":
                return unusable(CryptoReason.SDES_13, name);
            case "KDR":
            case "FEC_ORDER":
            case "FEC_KEY":
                return parameter.startsWith("-") ? null : unusable(CryptoReason.SDES_15, name + " is not supported");
            case "WSH":
                return parameter.startsWith("-") ? null : windowSizeHint(bare);
            default:
                return unknown(parameter, bare, name);
        }
    }

    /** The hint may be ignored, for our own window is wider than the least one; a hint below 64 makes the line invalid. */
    private static @Nullable CryptoLine windowSizeHint(String parameter) {
        String value = parameter.substring(Math.min(parameter.length(), "WSH=".length()));
        boolean valid =
                parameter.startsWith("=", 3) && WINDOW.matcher(value).matches() && Integer.parseInt(value) >= 64;
        return valid ? null : unusable(CryptoReason.SDES_15, "WSH is not a number of at least 64");
    }

    private static @Nullable CryptoLine unknown(String parameter, String bare, String name) {
        if (!parameter.startsWith("-")) {
            String shown = PARAMETER_NAME.matcher(name).matches() ? " " + name : "";
            return unusable(CryptoReason.SDES_12, "unknown mandatory session parameter" + shown);
        }
        boolean named = !bare.isEmpty() && !bare.startsWith("-");
        return named ? null : unusable(CryptoReason.SDES_16, "an optional session parameter has no name");
    }

    private CryptoLine key(String tag, String word) {
        SrtpSuite known = suite;
        if (known == null) {
            throw new IllegalStateException("the suite is read before the key");
        }
        String[] parameters = word.split(";", -1);
        if (parameters.length > MOST_KEYS) {
            return unusable(CryptoReason.SDES_19, "more than " + MOST_KEYS + " keys in one line");
        }
        List<SrtpKeys> keys = new ArrayList<>();
        for (String parameter : parameters) {
            Outcome<SrtpKeys> read = new KeyGrammar(known, parameter).keys();
            Optional<Refusal> refusal = read.fold(
                    key -> {
                        keys.add(key);
                        return Optional.empty();
                    },
                    Optional::of);
            if (refusal.isPresent()) {
                keys.forEach(SrtpKeys::close);
                return new CryptoLine.Unusable(refusal.get());
            }
        }
        CryptoLine bad = identifiers(keys);
        if (bad != null) {
            keys.forEach(SrtpKeys::close);
            return bad;
        }
        return new CryptoLine.Usable(new CryptoAttribute(tag, keys, keys.get(0).lifetime()));
    }

    /** "All the master keys in that key parameter MUST include an MKI value" of one length (RFC 4568 section 6.1). */
    private static @Nullable CryptoLine identifiers(List<SrtpKeys> keys) {
        if (keys.size() == 1) {
            return null;
        }
        List<MasterKeyIdentifier> all = keys.stream().map(SrtpKeys::mki).toList();
        if (all.contains(MasterKeyIdentifier.none())) {
            return unusable(CryptoReason.SDES_19, "one of several keys has no identifier");
        }
        if (all.stream().mapToInt(MasterKeyIdentifier::length).distinct().count() > 1) {
            return unusable(CryptoReason.SDES_19, "the identifiers of one line differ in length");
        }
        return all.stream().distinct().count() < all.size()
                ? unusable(CryptoReason.SDES_19, "two keys of one line have the same identifier")
                : null;
    }

    private static CryptoLine unusable(CryptoReason reason, String detail) {
        return new CryptoLine.Unusable(new Refusal(reason, detail));
    }
}
