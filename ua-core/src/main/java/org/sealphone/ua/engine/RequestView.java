package org.sealphone.ua.engine;

import java.util.List;
import java.util.Optional;

/**
 * What the engine looks at in a request of the peer. Texts are the peer's, cleaned of control characters.
 *
 * @param method as on the wire
 * @param requestUri whom it is for
 * @param from the URI in From
 * @param displayName the name beside it; empty when there is none
 * @param require the option tags that it demands
 * @param contentType type and subtype of the body in lower case; empty without a body
 * @param encoded whether the body has a Content-Encoding, which we do not undo
 * @param sdp the body when it is SDP
 * @param dialog the dialog that it is in or, for an INVITE, makes
 * @param cseq its number
 * @param fragment the first line of a body that is a piece of a SIP message (RFC 3420), or the lines of a summary of messages (RFC 3842)
 * @param fields the header fields besides
 * @param replaced for an INVITE with Replaces: the dialog that it names, when there is one
 */
public record RequestView(
        String method,
        String requestUri,
        String from,
        String displayName,
        List<String> require,
        Optional<String> contentType,
        boolean encoded,
        Optional<String> sdp,
        Optional<DialogKey> dialog,
        long cseq,
        Optional<String> fragment,
        Fields fields,
        Optional<DialogKey> replaced) {
    public RequestView {
        require = List.copyOf(require);
    }
}
