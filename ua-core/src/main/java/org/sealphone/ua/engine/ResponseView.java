package org.sealphone.ua.engine;

import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * What the engine looks at in a response. Texts are the peer's, cleaned of control characters.
 *
 * @param status 100 to 699
 * @param reasonPhrase the words beside it
 * @param requestUri the Request-URI of our request exactly as it was sent, which a digest covers
 * @param challenges the values of WWW-Authenticate (401) or Proxy-Authenticate (407), in order
 * @param authenticationInfo the server's proof, if it sent one
 * @param binding the lifetime in seconds that a 2xx to REGISTER gives to our own Contact; empty when that is not listed
 * @param contacts how many bindings a 2xx to REGISTER lists
 * @param firstContact where a 3xx points, for people
 * @param expires the Expires header
 * @param minExpires the Min-Expires header
 * @param server the Server or User-Agent header
 * @param allow the Allow header
 * @param dialog the dialog that the response is in, if it made or belongs to one
 * @param sdp the body when it is SDP
 * @param body the whole body, when there is one, which a proof of the server under auth-int covers
 * @param toTag the tag of the branch that it comes from (RFC 3261 12.1); empty without one
 * @param fields the header fields besides
 */
public record ResponseView(
        int status,
        String reasonPhrase,
        String requestUri,
        List<String> challenges,
        Optional<String> authenticationInfo,
        OptionalLong binding,
        int contacts,
        Optional<String> firstContact,
        OptionalLong expires,
        OptionalLong minExpires,
        Optional<String> server,
        Optional<String> allow,
        Optional<DialogKey> dialog,
        Optional<String> sdp,
        Optional<byte[]> body,
        String toTag,
        Fields fields) {
    public ResponseView {
        challenges = List.copyOf(challenges);
    }

    boolean provisional() {
        return status < 200;
    }

    boolean success() {
        return status / 100 == 2;
    }

    boolean challenged() {
        return status == 401 || status == 407;
    }
}
