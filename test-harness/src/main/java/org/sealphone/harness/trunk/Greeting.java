package org.sealphone.harness.trunk;

import java.nio.charset.StandardCharsets;
import java.util.Optional;

/** What a connection meets when its first octets arrive: TLS, or in a hostile trunk something else. Immutable. */
public final class Greeting {
    private static final Greeting TLS = new Greeting(Kind.TLS, "");
    private static final Greeting RESET = new Greeting(Kind.RESET, "");
    private static final Greeting SILENCE = new Greeting(Kind.SILENCE, "");

    private final Kind kind;
    private final String text;

    private Greeting(Kind kind, String text) {
        this.kind = kind;
        this.text = text;
    }

    /** The handshake that the client asks for. */
    public static Greeting tls() {
        return TLS;
    }

    /** These octets in clear, in place of a ServerHello. */
    public static Greeting plain(String text) {
        return new Greeting(Kind.PLAIN, text);
    }

    /** A TCP reset. */
    public static Greeting reset() {
        return RESET;
    }

    /** Nothing, for ever. */
    public static Greeting silence() {
        return SILENCE;
    }

    boolean isTls() {
        return kind == Kind.TLS;
    }

    boolean isReset() {
        return kind == Kind.RESET;
    }

    Optional<byte[]> octets() {
        return kind == Kind.PLAIN ? Optional.of(text.getBytes(StandardCharsets.ISO_8859_1)) : Optional.empty();
    }

    private enum Kind {
        TLS,
        PLAIN,
        RESET,
        SILENCE
    }
}
