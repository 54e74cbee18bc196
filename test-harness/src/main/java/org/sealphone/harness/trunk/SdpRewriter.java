package org.sealphone.harness.trunk;

/**
 * Where media is led: may change addresses and ports of an SDP that passes the trunk, so that media runs through a relay. Keys are
 * never its business. Called on the trunk's loop thread; must not block.
 */
public interface SdpRewriter {
    /** The SDP that is sent on in place of {@code passage.sdp()}. */
    String rewrite(SdpPassage passage);

    /** The call is over; what was set up for it may go. */
    default void ended(String callId) {}

    /** Media runs directly between the parties. */
    static SdpRewriter direct() {
        return SdpPassage::sdp;
    }
}
