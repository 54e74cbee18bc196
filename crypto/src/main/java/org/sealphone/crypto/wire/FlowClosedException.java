package org.sealphone.crypto.wire;

import java.io.IOException;
import org.sealphone.crypto.reason.Refusal;

/** A flow that has ended was asked to send: the race that every connection has. What was to be sent has not left. */
public final class FlowClosedException extends IOException {
    private static final long serialVersionUID = 1L;

    private final transient Refusal cause;

    FlowClosedException(Refusal cause) {
        super(cause.text());
        this.cause = cause;
    }

    /** Why the flow ended. */
    public Refusal refusal() {
        return cause;
    }
}
