package org.sealphone.crypto.sdes;

import java.math.BigInteger;
import java.util.Arrays;
import java.util.Base64;
import java.util.regex.Pattern;
import org.sealphone.crypto.reason.CryptoReason;
import org.sealphone.crypto.reason.Outcome;
import org.sealphone.crypto.srtp.MasterKeyIdentifier;
import org.sealphone.crypto.srtp.SrtpKeys;
import org.sealphone.crypto.srtp.SrtpSuite;

/**
 * One key parameter, {@code inline:} with key, lifetime and identifier (RFC 4568 section 9.2). Details name what is wrong, never
 * the text of a key.
 */
final class KeyGrammar {
    private static final Pattern POSITIVE = Pattern.compile("[1-9][0-9]*");
    private static final int MOST_DIGITS = 400;

    private final SrtpSuite suite;
    private final String parameter;
    private long lifetime = CryptoAttribute.LONGEST_LIFETIME;
    private MasterKeyIdentifier mki = MasterKeyIdentifier.none();

    KeyGrammar(SrtpSuite suite, String parameter) {
        this.suite = suite;
        this.parameter = parameter;
    }

    Outcome<SrtpKeys> keys() {
        int colon = parameter.indexOf(':');
        if (colon < 0 || !parameter.substring(0, colon).equalsIgnoreCase("inline")) {
            return Outcome.refused(CryptoReason.SDES_16, "the key method is not inline");
        }
        String[] parts = parameter.substring(colon + 1).split("\\|", -1);
        return qualifiers(parts).then(read -> decode(parts[0]));
    }

    /** A lifetime never has a colon, an identifier always has one, and it comes last (RFC 4568 section 6.1). */
    private Outcome<KeyGrammar> qualifiers(String[] parts) {
        if (parts.length > 3) {
            return Outcome.refused(CryptoReason.SDES_16, "more than lifetime and identifier follow the key");
        }
        return switch (parts.length) {
            case 1 -> Outcome.granted(this);
            case 2 -> parts[1].indexOf(':') < 0 ? lifetime(parts[1]) : identifier(parts[1]);
            default -> parts[1].indexOf(':') < 0
                    ? lifetime(parts[1]).then(read -> identifier(parts[2]))
                    : Outcome.refused(CryptoReason.SDES_19, "something follows the identifier");
        };
    }

    private Outcome<KeyGrammar> identifier(String text) {
        String[] parts = text.split(":", -1);
        if (parts.length != 2
                || !POSITIVE.matcher(parts[0]).matches()
                || !POSITIVE.matcher(parts[1]).matches()
                || parts[0].length() > MOST_DIGITS) {
            return Outcome.refused(CryptoReason.SDES_19, "the identifier is malformed");
        }
        if (parts[1].length() > 3 || Integer.parseInt(parts[1]) > MasterKeyIdentifier.WIDEST) {
            return Outcome.refused(
                    CryptoReason.SDES_19, "the identifier is wider than " + MasterKeyIdentifier.WIDEST + " bytes");
        }
        int length = Integer.parseInt(parts[1]);
        BigInteger number = new BigInteger(parts[0]);
        if (number.bitLength() > 8 * length) {
            return Outcome.refused(CryptoReason.SDES_19, "the identifier does not fit its " + length + " bytes");
        }
        mki = MasterKeyIdentifier.of(number, length);
        return Outcome.granted(this);
    }

    private Outcome<KeyGrammar> lifetime(String text) {
        boolean power = text.startsWith("2^");
        String number = power ? text.substring(2) : text;
        if (!POSITIVE.matcher(number).matches() || number.length() > 15) {
            return Outcome.refused(CryptoReason.SDES_18, "the lifetime is not a positive number without leading zeros");
        }
        long value = Long.parseLong(number);
        if (power ? value > 48 : value > CryptoAttribute.LONGEST_LIFETIME) {
            return Outcome.refused(CryptoReason.SDES_18, "the lifetime is above 2^48");
        }
        lifetime = power ? 1L << value : value;
        return lifetime < CryptoAttribute.SHORTEST_LIFETIME
                ? Outcome.refused(CryptoReason.SDES_18, "the lifetime is below 2^16 packets")
                : Outcome.granted(this);
    }

    private Outcome<SrtpKeys> decode(String base64) {
        byte[] master;
        try {
            String bare = withoutPadding(base64);
            if (bare.indexOf('=') >= 0) {
                return Outcome.refused(CryptoReason.SDES_17, "the key has padding where none belongs");
            }
            master = Base64.getDecoder().decode(bare);
        } catch (IllegalArgumentException notBase64) {
            return Outcome.refused(CryptoReason.SDES_17, "the key is not base64");
        }
        try {
            if (master.length != suite.masterLength()) {
                return Outcome.refused(
                        CryptoReason.SDES_17,
                        suite + " needs " + suite.masterLength() + " bytes, the key has " + master.length);
            }
            if (isZero(master, suite.keyLength())) {
                return Outcome.refused(CryptoReason.SDES_17, "the key is all zeros");
            }
            return Outcome.granted(SrtpKeys.of(suite, master, lifetime, mki));
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
}
