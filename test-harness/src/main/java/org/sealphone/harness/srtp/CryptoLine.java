package org.sealphone.harness.srtp;

import java.math.BigInteger;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * One {@code a=crypto} line (RFC 4568, 9.1) as this side reads and writes it: one inline key, optional lifetime and MKI, session
 * parameters kept as words. Anything else, several keys included, is not read at all.
 */
public final class CryptoLine {
    private static final Pattern LINE = Pattern.compile(
            "(?:a=crypto:)?([0-9]{1,9}) +([A-Za-z0-9_]{1,40}) +inline:([A-Za-z0-9+/]{1,96}={0,2})"
                    + "(?:\\|(2\\^[1-9][0-9]?|[1-9][0-9]{0,14}))?(?:\\|([1-9][0-9]{0,9}):([1-9][0-9]{0,2}))?((?: +[!-~]{1,80}){0,8}) *");

    private final int tag;
    private final HarnessKeys keys;
    private final String lifetime;
    private final List<String> sessionParameters;

    private CryptoLine(int tag, HarnessKeys keys, String lifetime, List<String> sessionParameters) {
        this.tag = tag;
        this.keys = keys;
        this.lifetime = lifetime;
        this.sessionParameters = sessionParameters;
    }

    public static CryptoLine of(int tag, HarnessKeys keys) {
        return new CryptoLine(tag, keys, "", List.of());
    }

    public CryptoLine withLifetime(String value) {
        return new CryptoLine(tag, keys, value, sessionParameters);
    }

    public CryptoLine withSessionParameters(String... words) {
        return new CryptoLine(tag, keys, lifetime, List.of(words));
    }

    /** Reads a line with or without its {@code a=crypto:}; empty where it is not one that this side could use. */
    public static Optional<CryptoLine> parse(String line) {
        Matcher matcher = LINE.matcher(line);
        if (!matcher.matches()) {
            return Optional.empty();
        }
        Optional<HarnessSuite> suite = HarnessSuite.named(matcher.group(2));
        Optional<byte[]> master = base64(matcher.group(3));
        if (suite.isEmpty()
                || master.isEmpty()
                || master.get().length != suite.get().masterLength()) {
            return Optional.empty();
        }
        HarnessKeys keys = HarnessKeys.of(suite.get(), master.get());
        if (matcher.group(5) != null) {
            Optional<byte[]> mki = mki(matcher.group(5), Integer.parseInt(matcher.group(6)));
            if (mki.isEmpty()) {
                return Optional.empty();
            }
            keys = keys.withMki(mki.get());
        }
        String words = matcher.group(7).trim();
        return Optional.of(new CryptoLine(
                Integer.parseInt(matcher.group(1)),
                keys,
                matcher.group(4) == null ? "" : matcher.group(4),
                words.isEmpty() ? List.of() : List.of(words.split(" +"))));
    }

    private static Optional<byte[]> base64(String text) {
        try {
            return Optional.of(Base64.getDecoder().decode(text));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    private static Optional<byte[]> mki(String value, int length) {
        byte[] bytes = new BigInteger(value).toByteArray();
        int skip = bytes[0] == 0 ? 1 : 0;
        if (length > 128 || bytes.length - skip > length) {
            return Optional.empty();
        }
        byte[] mki = new byte[length];
        System.arraycopy(bytes, skip, mki, length - bytes.length + skip, bytes.length - skip);
        return Optional.of(mki);
    }

    public int tag() {
        return tag;
    }

    public HarnessSuite suite() {
        return keys.suite();
    }

    public HarnessKeys keys() {
        return keys;
    }

    /** The lifetime's text, or empty. */
    public String lifetime() {
        return lifetime;
    }

    public List<String> sessionParameters() {
        return sessionParameters;
    }

    /** The whole line, {@code a=crypto:} first, without a line end. It holds the key: it belongs inside TLS. */
    public String line() {
        StringBuilder text = new StringBuilder("a=crypto:")
                .append(tag)
                .append(' ')
                .append(suite())
                .append(" inline:")
                .append(Base64.getEncoder().encodeToString(keys.masterKeyAndSalt()));
        if (!lifetime.isEmpty()) {
            text.append('|').append(lifetime);
        }
        byte[] mki = keys.mki();
        if (mki.length > 0) {
            text.append('|').append(new BigInteger(1, mki)).append(':').append(mki.length);
        }
        sessionParameters.forEach(word -> text.append(' ').append(word));
        return text.toString();
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof CryptoLine line
                && tag == line.tag
                && keys.equals(line.keys)
                && Arrays.equals(keys.mki(), line.keys.mki())
                && lifetime.equals(line.lifetime)
                && sessionParameters.equals(line.sessionParameters);
    }

    @Override
    public int hashCode() {
        return 31 * tag + keys.hashCode();
    }

    @Override
    public String toString() {
        return "crypto " + tag + " " + suite();
    }
}
