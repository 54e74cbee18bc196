package org.sealphone.crypto.secret;

import java.util.Arrays;
import java.util.function.Function;

/**
 * A password that is lent out, never handed over: {@link #use} gives a copy to a function and wipes it afterwards.
 *
 * <p>Thread: any; a use and a close exclude each other.
 */
public final class Password implements AutoCloseable {
    private final char[] characters;
    private boolean closed;

    private Password(char[] characters) {
        this.characters = characters;
    }

    /** A password that holds a copy; the caller wipes what it gave. */
    public static Password of(char[] copied) {
        return new Password(copied.clone());
    }

    /** Lends the characters for the time of one call. Keeping the array yields zeros. */
    public synchronized <T> T use(Function<char[], T> borrower) {
        if (closed) {
            throw new IllegalStateException("the password was wiped");
        }
        char[] lent = characters.clone();
        try {
            return borrower.apply(lent);
        } finally {
            Arrays.fill(lent, '\0');
        }
    }

    /** True when there are no characters. */
    public boolean isEmpty() {
        return characters.length == 0;
    }

    /** Overwrites the characters. */
    @Override
    public synchronized void close() {
        closed = true;
        Arrays.fill(characters, '\0');
    }

    @Override
    public String toString() {
        return "[password]";
    }
}
