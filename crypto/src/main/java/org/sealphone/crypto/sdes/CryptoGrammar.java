package org.sealphone.crypto.sdes;

import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.sealphone.crypto.reason.CryptoReason;
import org.sealphone.crypto.reason.Refusal;
import org.sealphone.crypto.srtp.SrtpKeys;
import org.sealphone.crypto.srtp.SrtpSuite;

/**
 * The grammar of RFC 4568 section 9, read strictly: what is not in it, or cannot be honoured, makes the line unusable with the code
 * of the rule. Details name positions and well-known words, never the text of a key, even when the line puts it in a wrong place.
 */
final class CryptoGrammar {
    private static final int LONGEST_LINE = 1024;
    private static final int MOST_PARAMETERS = 16;
    private static final int WIDEST_MKI = 128;
    private static final Pattern SPACE = Pattern.compile("[ \t]+");
    private static final Pattern TAG = Pattern.compile("[0-9]{1,9}");
    private static final Pattern WORD = Pattern.compile("[A-Za-z0-9_]+");
    private static final Pattern VISIBLE = Pattern.compile("[\\x21-\\x7e]+");
    private static final Pattern POSITIVE = Pattern.compile("[1-9][0-9]*");
    private static final Pattern PARAMETER_NAME = Pattern.compile("[A-Z_]{1,24}");
    private static final Pattern WINDOW = Pattern.compile("[1-9][0-9]{1,8}");

    private final String line;
    private @Nullable SrtpSuite suite;
    private long lifetime = CryptoAttribute.LONGEST_LIFETIME;

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
            // Base64 has no underscore, every registered suite has one: a key in the wrong place is not echoed.
            String shown = word.contains("_") && word.length() <= 40 ? word : "given";
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

    private CryptoLine key(String tag, String parameter) {
        int colon = parameter.indexOf(':');
        if (colon < 0 || !parameter.substring(0, colon).equalsIgnoreCase("inline")) {
            return unusable(CryptoReason.SDES_16, "the key method is not inline");
        }
        if (parameter.indexOf(';') >= 0) {
            return unusable(CryptoReason.SDES_19, "several keys in one line, which only identifiers tell apart");
        }
        String[] parts = parameter.substring(colon + 1).split("\\|", -1);
        CryptoLine bad = qualifiers(parts);
        return bad != null ? bad : decode(tag, parts[0]);
    }

    /** A lifetime never has a colon, an identifier always has one, and it comes last (RFC 4568 section 6.1). */
    private @Nullable CryptoLine qualifiers(String[] parts) {
        if (parts.length > 3) {
            return unusable(CryptoReason.SDES_16, "more than lifetime and identifier follow the key");
        }
        for (int i = 1; i < parts.length; i++) {
            if (parts[i].indexOf(':') >= 0) {
                return unusable(CryptoReason.SDES_19, identifier(parts[i]));
            }
            if (i == 2) {
                return unusable(CryptoReason.SDES_19, "the identifier has no length");
            }
            CryptoLine bad = lifetime(parts[i]);
            if (bad != null) {
                return bad;
            }
        }
        return null;
    }

    private static String identifier(String mki) {
        String[] parts = mki.split(":", -1);
        if (parts.length != 2
                || !POSITIVE.matcher(parts[0]).matches()
                || !POSITIVE.matcher(parts[1]).matches()) {
            return "the identifier is malformed";
        }
        if (parts[1].length() > 3 || Integer.parseInt(parts[1]) > WIDEST_MKI) {
            return "the identifier is wider than " + WIDEST_MKI + " bytes";
        }
        return "an identifier of " + parts[1] + " bytes is not supported";
    }

    private @Nullable CryptoLine lifetime(String text) {
        boolean power = text.startsWith("2^");
        String number = power ? text.substring(2) : text;
        if (!POSITIVE.matcher(number).matches() || number.length() > 15) {
            return unusable(CryptoReason.SDES_18, "the lifetime is not a positive number without leading zeros");
        }
        long value = Long.parseLong(number);
        if (power ? value > 48 : value > CryptoAttribute.LONGEST_LIFETIME) {
            return unusable(CryptoReason.SDES_18, "the lifetime is above 2^48");
        }
        lifetime = power ? 1L << value : value;
        return lifetime < CryptoAttribute.SHORTEST_LIFETIME
                ? unusable(CryptoReason.SDES_18, "the lifetime is below 2^16 packets")
                : null;
    }

    private CryptoLine decode(String tag, String base64) {
        SrtpSuite known = suite;
        if (known == null) {
            throw new IllegalStateException("the suite is read before the key");
        }
        byte[] master;
        try {
            String bare = withoutPadding(base64);
            if (bare.indexOf('=') >= 0) {
                return unusable(CryptoReason.SDES_17, "the key has padding where none belongs");
            }
            master = Base64.getDecoder().decode(bare);
        } catch (IllegalArgumentException notBase64) {
            return unusable(CryptoReason.SDES_17, "the key is not base64");
        }
        try {
            if (master.length != known.masterLength()) {
                return unusable(
                        CryptoReason.SDES_17,
                        known + " needs " + known.masterLength() + " bytes, the key has " + master.length);
            }
            if (isZero(master, known.keyLength())) {
                return unusable(CryptoReason.SDES_17, "the key is all zeros");
            }
            return new CryptoLine.Usable(new CryptoAttribute(tag, SrtpKeys.of(known, master, lifetime), lifetime));
        } finally {
            Arrays.fill(master, (byte) 0);
        }
    }

    /** "Padding characters are discarded" (RFC 4568 section 6.1): real peers leave one, two or none. */
    private static String withoutPadding(String base64) {
        int end = base64.length();
        while (end > 0 && base64.length() - end < 2 && base64.charAt(end - 1) == '=') {
            end--;
        }
        return base64.substring(0, end);
    }

    private static boolean isZero(byte[] master, int keyLength) {
        int bits = 0;
        for (int i = 0; i < keyLength; i++) {
            bits |= master[i];
        }
        return bits == 0;
    }

    private static CryptoLine unusable(CryptoReason reason, String detail) {
        return new CryptoLine.Unusable(new Refusal(reason, detail));
    }
}
