package org.sealphone.harness.trunk;

/** The witness at the trunk's end of the TLS. Every method is called on the trunk's loop thread and must not block. */
public interface TrunkObserver {
    /** A SIP message came in or went out. */
    default void sip(SipSeen seen) {}

    /** An SDP was offered or answered, as its author wrote it (before any rewriting). */
    default void sdp(SdpPassage passage) {}

    /** A service opened its media, with the addresses of both ends. */
    default void mediaOpened(ServiceMedia media) {}

    /** A call ended, whoever ended it. */
    default void callEnded(CallEnded ended) {}

    /** A user's registration changed; zero seconds: it is gone. */
    default void registration(String user, int expires) {}

    /** A connection was accepted, lost or refused; free of secrets. */
    default void connection(String event) {}

    /** Sees nothing. */
    static TrunkObserver none() {
        return new TrunkObserver() {};
    }
}
