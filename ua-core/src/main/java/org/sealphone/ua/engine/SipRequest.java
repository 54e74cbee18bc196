package org.sealphone.ua.engine;

import java.util.Optional;
import java.util.OptionalLong;

/**
 * A request to be sent over the flow, without what the SIP stack adds: Via, Call-ID, CSeq, tags, Contact, Max-Forwards.
 *
 * @param method which
 * @param conversation requests of one conversation share Call-ID and From tag and count CSeq upwards; ignored inside a dialog
 * @param dialog the dialog that it belongs to; empty outside
 * @param uri the Request-URI; ignored inside a dialog, whose remote target it is
 * @param to the URI in To; ignored inside a dialog
 * @param credential the answer to a challenge, if there was one
 * @param expires the lifetime in seconds that a REGISTER asks for
 * @param sdp the offer of an INVITE: it holds keys
 */
public record SipRequest(
        Method method,
        String conversation,
        Optional<DialogKey> dialog,
        String uri,
        String to,
        Optional<Credential> credential,
        OptionalLong expires,
        Optional<byte[]> sdp) {
    SipRequest with(Credential answer) {
        return new SipRequest(method, conversation, dialog, uri, to, Optional.of(answer), expires, sdp);
    }

    static SipRequest register(String conversation, String uri, String to, long expires) {
        return new SipRequest(
                Method.REGISTER,
                conversation,
                Optional.empty(),
                uri,
                to,
                Optional.empty(),
                OptionalLong.of(expires),
                Optional.empty());
    }

    static SipRequest options(String conversation, String uri, String to) {
        return new SipRequest(
                Method.OPTIONS,
                conversation,
                Optional.empty(),
                uri,
                to,
                Optional.empty(),
                OptionalLong.empty(),
                Optional.empty());
    }

    static SipRequest invite(String conversation, String uri, String to, byte[] sdp) {
        return new SipRequest(
                Method.INVITE,
                conversation,
                Optional.empty(),
                uri,
                to,
                Optional.empty(),
                OptionalLong.empty(),
                Optional.of(sdp));
    }

    static SipRequest bye(DialogKey dialog) {
        return new SipRequest(
                Method.BYE, "", Optional.of(dialog), "", "", Optional.empty(), OptionalLong.empty(), Optional.empty());
    }

    @Override
    public String toString() {
        return method + " " + uri;
    }
}
