package org.sealphone.ua.api;

import java.time.Instant;

/** Keeps nothing. */
enum NoTrace implements SipTrace {
    INSTANCE;

    @Override
    public void message(Instant at, boolean outgoing, String text) {}
}
