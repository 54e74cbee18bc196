package org.sealphone.ua.api;

import java.time.Instant;

/**
 * Where the SIP trace of {@code --log} goes. What arrives here is redacted already: {@code a=crypto} keys, credentials, nonces. Called on
 * {@code ua-loop}.
 */
@FunctionalInterface
public interface SipTrace {
    /**
     * One whole message.
     *
     * @param outgoing whether we sent it
     * @param text the message with its secrets blanked out and control characters escaped; lines end in a line feed
     */
    void message(Instant at, boolean outgoing, String text);

    /** Keeps nothing: always the same one, and no text is made for it. */
    static SipTrace none() {
        return NoTrace.INSTANCE;
    }
}
