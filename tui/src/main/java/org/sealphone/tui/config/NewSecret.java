package org.sealphone.tui.config;

import java.security.SecureRandom;
import java.util.Arrays;
import org.sealphone.crypto.secret.Password;

/** Passwords that nobody chose: 24 characters of 56, which is 139 bits. None of them is taken for another in print. */
public final class NewSecret {
    private static final String SYMBOLS = "abcdefghijkmnpqrstuvwxyzABCDEFGHJKLMNPQRSTUVWXYZ23456789";
    private static final int LENGTH = 24;

    private NewSecret() {}

    public static Password generate(SecureRandom random) {
        char[] characters = new char[LENGTH];
        for (int i = 0; i < LENGTH; i++) {
            characters[i] = SYMBOLS.charAt(random.nextInt(SYMBOLS.length()));
        }
        Password secret = Password.of(characters);
        Arrays.fill(characters, '\0');
        return secret;
    }
}
