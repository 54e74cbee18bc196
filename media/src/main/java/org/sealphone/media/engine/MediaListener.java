package org.sealphone.media.engine;

import org.sealphone.crypto.reason.Refusal;

/** Hears of what its owner must act on. Thread: the ticker's; hand over at once. */
public interface MediaListener {
    /** The first packet that authenticates has arrived. */
    void began();

    /**
     * Media cannot go on: nothing has authenticated for too long (ADV-71), a key has reached the end of its life
     * (SRTP-08), or the peer was to move under its old key (SDES-25). The session keeps going until it is stopped; silence
     * is reported again only when something came in between.
     */
    void failed(Refusal cause);

    /** The other side has pressed a key (RFC 4733). */
    default void pressed(char key) {}

    /** A listener for those who only read reports. */
    static MediaListener none() {
        return new MediaListener() {
            @Override
            public void began() {}

            @Override
            public void failed(Refusal cause) {}
        };
    }
}
