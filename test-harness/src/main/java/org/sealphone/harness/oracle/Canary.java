package org.sealphone.harness.oracle;

import java.nio.charset.StandardCharsets;

/** Octets that exist nowhere else, planted to be looked for: in the clear they prove a leak, decrypted they prove that the run had content. */
public final class Canary {
    private static final int SHORTEST = 6;

    private final String name;
    private final byte[] octets;
    private final boolean expected;

    private Canary(String name, byte[] octets, boolean expected) {
        if (octets.length < SHORTEST) {
            throw new IllegalArgumentException(
                    "canary " + name + " is shorter than " + SHORTEST + " octets: chance would find it");
        }
        this.name = name;
        this.octets = octets.clone();
        this.expected = expected;
    }

    /** Travels inside TLS and must be seen there: a user name, a number, a display name. */
    public static Canary expected(String name, String text) {
        return new Canary(name, text.getBytes(StandardCharsets.UTF_8), true);
    }

    /** May travel nowhere, not even inside TLS: a password. */
    public static Canary forbidden(String name, String text) {
        return new Canary(name, text.getBytes(StandardCharsets.UTF_8), false);
    }

    /** Key material that TLS carries. */
    public static Canary key(String name, byte[] key) {
        return new Canary(name, key, true);
    }

    public String name() {
        return name;
    }

    byte[] octets() {
        return octets;
    }

    /** Whether it must be seen decrypted; otherwise it must not be seen even there. */
    public boolean isExpected() {
        return expected;
    }

    @Override
    public String toString() {
        return "canary " + name;
    }
}
