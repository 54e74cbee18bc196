package org.sealphone.harness.trunk;

/**
 * One SDP on its way through the trunk.
 *
 * @param callId the Call-ID of the dialog it belongs to
 * @param from the user or service that wrote it
 * @param to the user or service that will read it
 * @param offer true for an offer, false for an answer (RFC 3264)
 * @param sdp the text, keys included: a secret
 */
public record SdpPassage(String callId, String from, String to, boolean offer, String sdp) {
    /** Leaves the SDP out: it holds keys. */
    @Override
    public String toString() {
        return "SdpPassage[" + callId + ", " + from + " -> " + to + ", " + (offer ? "offer" : "answer") + "]";
    }
}
