package org.sealphone.crypto.tls;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.PublicKey;
import java.util.Base64;
import org.sealphone.crypto.reason.CryptoReason;
import org.sealphone.crypto.reason.Excerpt;
import org.sealphone.crypto.reason.Outcome;

/** A public key by the SHA-256 of its SubjectPublicKeyInfo, written {@code sha256/} and base64 (the form of RFC 7469). */
public record SpkiPin(String text) {
    private static final String PREFIX = "sha256/";
    private static final int DIGEST_LENGTH = 32;

    /** Reads the text form; padding may be missing. */
    public static Outcome<SpkiPin> parse(String text) {
        String trimmed = text.trim();
        if (!trimmed.startsWith(PREFIX)) {
            return Outcome.refused(CryptoReason.TLS_32, "a pin starts with sha256/, not " + Excerpt.of(trimmed));
        }
        try {
            byte[] digest = Base64.getDecoder().decode(trimmed.substring(PREFIX.length()));
            if (digest.length != DIGEST_LENGTH) {
                return Outcome.refused(
                        CryptoReason.TLS_32, "a pin has " + DIGEST_LENGTH + " bytes, this one " + digest.length);
            }
            return Outcome.granted(new SpkiPin(PREFIX + Base64.getEncoder().encodeToString(digest)));
        } catch (IllegalArgumentException notBase64) {
            return Outcome.refused(CryptoReason.TLS_32, "the pin is no base64: " + Excerpt.of(trimmed));
        }
    }

    /** The pin of a key. */
    public static SpkiPin of(PublicKey key) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(key.getEncoded());
            return new SpkiPin(PREFIX + Base64.getEncoder().encodeToString(digest));
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("every Java platform has SHA-256", impossible);
        }
    }

    @Override
    public String toString() {
        return text;
    }
}
