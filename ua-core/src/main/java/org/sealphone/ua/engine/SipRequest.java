package org.sealphone.ua.engine;

import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
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
 * @param expires the lifetime in seconds that a REGISTER or SUBSCRIBE asks for
 * @param sdp the offer of an INVITE or UPDATE, or the answer in a PRACK: it holds keys
 * @param headers further header fields, names and values of our own making
 * @param fragment the status line that a NOTIFY reports (RFC 3420)
 * @param takeOver for a REFER: the dialog that the third party is to replace, whose remote target and tags go into Refer-To (RFC 3891)
 * @param toTag the tag of whoever has taken the conversation, once somebody has
 */
public record SipRequest(
        Method method,
        String conversation,
        Optional<DialogKey> dialog,
        String uri,
        String to,
        Optional<Credential> credential,
        OptionalLong expires,
        Optional<byte[]> sdp,
        Map<String, String> headers,
        Optional<String> fragment,
        Optional<DialogKey> takeOver,
        Optional<String> toTag) {
    public SipRequest {
        headers = Map.copyOf(headers);
    }

    private static SipRequest outside(Method method, String conversation, String uri, String to) {
        return new SipRequest(
                method,
                conversation,
                Optional.empty(),
                uri,
                to,
                Optional.empty(),
                OptionalLong.empty(),
                Optional.empty(),
                Map.of(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty());
    }

    private static SipRequest inside(Method method, DialogKey dialog) {
        return new SipRequest(
                method,
                "",
                Optional.of(dialog),
                "",
                "",
                Optional.empty(),
                OptionalLong.empty(),
                Optional.empty(),
                Map.of(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty());
    }

    SipRequest with(Credential answer) {
        return new SipRequest(
                method,
                conversation,
                dialog,
                uri,
                to,
                Optional.of(answer),
                expires,
                sdp,
                headers,
                fragment,
                takeOver,
                toTag);
    }

    private SipRequest expiring(long seconds) {
        return new SipRequest(
                method,
                conversation,
                dialog,
                uri,
                to,
                credential,
                OptionalLong.of(seconds),
                sdp,
                headers,
                fragment,
                takeOver,
                toTag);
    }

    private SipRequest offering(Optional<byte[]> description) {
        return new SipRequest(
                method,
                conversation,
                dialog,
                uri,
                to,
                credential,
                expires,
                description,
                headers,
                fragment,
                takeOver,
                toTag);
    }

    SipRequest header(String name, String value) {
        Map<String, String> more = new HashMap<>(headers);
        more.put(name, value);
        return new SipRequest(
                method, conversation, dialog, uri, to, credential, expires, sdp, more, fragment, takeOver, toTag);
    }

    private SipRequest reporting(String statusLine) {
        return new SipRequest(
                method,
                conversation,
                dialog,
                uri,
                to,
                credential,
                expires,
                sdp,
                headers,
                Optional.of(statusLine),
                takeOver,
                toTag);
    }

    private SipRequest takingOver(DialogKey other) {
        return new SipRequest(
                method,
                conversation,
                dialog,
                uri,
                to,
                credential,
                expires,
                sdp,
                headers,
                fragment,
                Optional.of(other),
                toTag);
    }

    static SipRequest register(String conversation, String uri, String to, long expires) {
        return outside(Method.REGISTER, conversation, uri, to).expiring(expires);
    }

    static SipRequest options(String conversation, String uri, String to) {
        return outside(Method.OPTIONS, conversation, uri, to);
    }

    static SipRequest invite(String conversation, String uri, String to, Optional<byte[]> sdp) {
        return outside(Method.INVITE, conversation, uri, to).offering(sdp);
    }

    static SipRequest reinvite(DialogKey dialog, byte[] sdp) {
        return inside(Method.INVITE, dialog).offering(Optional.of(sdp));
    }

    /** RFC 3311, without an offer: the call is still wanted. */
    static SipRequest update(DialogKey dialog) {
        return inside(Method.UPDATE, dialog);
    }

    /** RFC 3311, with an offer that the peer answers without asking anybody. */
    static SipRequest update(DialogKey dialog, byte[] sdp) {
        return inside(Method.UPDATE, dialog).offering(Optional.of(sdp));
    }

    /** RFC 3262 4: acknowledges a reliable provisional response; with our answer where that had the offer. */
    static SipRequest prack(DialogKey dialog, String rack, Optional<byte[]> answer) {
        return inside(Method.PRACK, dialog).header("RAck", rack).offering(answer);
    }

    static SipRequest bye(DialogKey dialog) {
        return inside(Method.BYE, dialog);
    }

    /** RFC 3515: call this target instead. */
    static SipRequest refer(DialogKey dialog, String target, String by) {
        return inside(Method.REFER, dialog)
                .header("Refer-To", "<" + target + ">")
                .header("Referred-By", "<" + by + ">");
    }

    /** RFC 5589 7: call whoever is in the other dialog, and take its place. */
    static SipRequest refer(DialogKey dialog, DialogKey other, String by) {
        return inside(Method.REFER, dialog).takingOver(other).header("Referred-By", "<" + by + ">");
    }

    /** RFC 3515 2.4.4: how it goes with what we were asked for. */
    static SipRequest tidings(DialogKey dialog, String event, String statusLine, String subscription) {
        return inside(Method.NOTIFY, dialog)
                .header("Event", event)
                .header("Subscription-State", subscription)
                .reporting(statusLine);
    }

    /** RFC 6665 4.1.2: for what this package tells. */
    static SipRequest subscribe(String conversation, String uri, String to, String event, String accept, long expires) {
        return outside(Method.SUBSCRIBE, conversation, uri, to)
                .expiring(expires)
                .header("Event", event)
                .header("Accept", accept);
    }

    /** To whoever has taken the conversation (RFC 3261 12.2.1.1), by the way that its first response has recorded. */
    SipRequest within(String tag, List<String> route) {
        SipRequest routed = route.isEmpty() ? this : header("Route", String.join(", ", route));
        return new SipRequest(
                method,
                conversation,
                dialog,
                uri,
                to,
                credential,
                expires,
                sdp,
                routed.headers,
                fragment,
                takeOver,
                Optional.of(tag));
    }

    /** The body, as a digest covers it. */
    public byte[] body() {
        return sdp.orElseGet(() -> fragment.map(line -> (line + "\r\n").getBytes(StandardCharsets.UTF_8))
                .orElse(new byte[0]));
    }

    @Override
    public String toString() {
        return method + " " + uri;
    }
}
