package org.sealphone.ua.api;

import java.util.Optional;
import org.sealphone.crypto.secret.Password;

/**
 * Where the password comes from when a challenge asks for it. Called on {@code ua-loop} when a flow is first challenged; what it
 * returns is closed, and so wiped, with that flow.
 */
@FunctionalInterface
public interface PasswordSource {
    /** A fresh copy of the password, or empty when there is none. */
    Optional<Password> open();

    /** For an account without credentials. */
    static PasswordSource none() {
        return Optional::empty;
    }
}
