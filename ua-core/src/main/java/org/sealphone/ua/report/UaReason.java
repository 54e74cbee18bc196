package org.sealphone.ua.report;

import org.sealphone.crypto.reason.ReasonCode;

/**
 * Why the user agent refuses targets, messages and calls, and how they fail. Ids that name a rule are those of the rules; from 20 on they
 * are Sealphone's own.
 */
public enum UaReason implements ReasonCode {
    GUARD_01(
            "GUARD-01",
            "The target asks for a transport without encryption",
            "udp:, tcp:, ws: and their like put names, numbers and media keys on the wire for everyone to read. This phone has no such transport.",
            "Write sips:NAME@HOST, or tls:HOST:PORT for a server. If the trunk has no TLS, this phone cannot use it."),
    GUARD_02(
            "GUARD-02",
            "The target names a transport without encryption",
            "A transport parameter other than tls (RFC 3261 19.1.1) would carry the call in clear, and this phone never falls back.",
            "Leave the parameter out and write sips:, or write ;transport=tls."),
    GUARD_03(
            "GUARD-03",
            "A sip: target of another host does not demand TLS",
            "Without sips: or ;transport=tls a URI leaves the transport open (RFC 3261 19.1.2), and open means that UDP would do.",
            "Write sips:NAME@HOST or sip:NAME@HOST;transport=tls."),
    GUARD_04(
            "GUARD-04",
            "The scheme of the target is not known",
            "Only sip:, sips:, tls: and tel: name something that this phone can reach.",
            "Write sips:NAME@HOST, or just the number or name when it belongs to the account's domain."),
    GUARD_05(
            "GUARD-05",
            "The target cannot be read",
            "A target is a URI of RFC 3261 19.1 without headers, password or control characters, or a plain number or name.",
            "Check it for spaces, quotes and question marks; an IPv6 address stands in brackets."),
    GUARD_06(
            "GUARD-06",
            "Somebody changes from outside how SIP is sent",
            "JAIN-SIP lets Java system properties override its configuration; one that is set could give it a transport of its own.",
            "Remove -Dgov.nist.javax.sip..., -Djavax.sip... and javax.net.ssl.keyStore from the command line and from JAVA_TOOL_OPTIONS."),
    GUARD_07(
            "GUARD-07",
            "Too many calls at once",
            "Each call holds ports, keys and threads; a bound keeps a flood from taking the phone down.",
            "Wait until a call has ended."),
    GUARD_08(
            "GUARD-08",
            "A name or header that we would send holds control characters",
            "A line end inside a header starts another header (CWE-93); what is sent is checked, not cleaned in silence.",
            "Look at user, display name and target for pasted line ends."),

    SIP_02(
            "SIP-02",
            "A message has gone round too often",
            "Max-Forwards has reached zero, or is not a number between 0 and 255 (RFC 3261 8.1.1.6, 20.22).",
            "Look for a routing loop in the trunk."),
    SIP_04(
            "SIP-04",
            "The stream cannot be divided into messages",
            "Over TLS each message says its length once (RFC 3261 18.3, 20.14), inside bounds; after a wrong one nobody knows where the next begins.",
            "Report it to the operator of the trunk; the phone closes such a flow."),
    SIP_05(
            "SIP-05",
            "The call was answered without an answer",
            "The 2xx to an INVITE with an offer must carry the SDP answer (RFC 3261 13.2.1, RFC 3264 5); without one there are no keys.",
            "Report it to the operator of the trunk."),
    SIP_20(
            "SIP-20",
            "A message was malformed",
            "A header is missing, doubled or out of its grammar (RFC 3261 7.3, 8.1.1, 20). Guessing which one counts is how messages are smuggled.",
            "Report it to the operator of the trunk, with --log for the text."),
    SIP_21(
            "SIP-21",
            "A request says that it came by another transport",
            "Its topmost Via names UDP, TCP or a WebSocket (RFC 3261 18.2.1), and an answer would have to go there, in clear.",
            "Nothing else has been sent. Report it to the operator of the trunk."),
    SIP_22(
            "SIP-22",
            "A message could not be processed",
            "It passed all checks and still made the SIP stack fail; that message was dropped and everything else goes on.",
            "Please report it with --log."),
    SIP_23(
            "SIP-23",
            "The offer cannot be taken",
            "What the caller offers has no stream that is secure, known and complete (RFC 3264 6), so it was refused with 488.",
            "The code in the detail says what is wrong; the caller's side must offer RTP/SAVP with a=crypto."),
    SIP_24(
            "SIP-24",
            "A change of the running call was refused",
            "A re-INVITE or UPDATE (RFC 3261 14, RFC 3311) wanted other keys, another address or no encryption; the call goes on as it was.",
            "Nothing; if the peer insists, it will hang up."),
    SIP_25(
            "SIP-25",
            "Somebody called while the phone was busy",
            "One call at a time is taken; further ones are refused with 486.",
            "Call back."),
    SIP_26("SIP-26", "The caller gave up", "A CANCEL came before the call was answered (RFC 3261 9).", "Nothing."),
    SIP_27(
            "SIP-27",
            "A call was answered by more than one",
            "A second 2xx came from another phone (RFC 3261 13.2.2.4); it was acknowledged and hung up at once.",
            "Nothing; the first one has the call."),
    SIP_28(
            "SIP-28",
            "Registered without a binding of ours",
            "The 2xx to a REGISTER lists the current bindings (RFC 3261 10.3); ours is not among them, or its lifetime is zero.",
            "Look at the registrar: it may limit the number of phones of an account."),
    SIP_29(
            "SIP-29",
            "The trunk wants us to go elsewhere",
            "A redirection (RFC 3261 8.1.3.4) is never followed by itself: keys offered to one must not reach another, and a call may be dear.",
            "Call the new address yourself if you trust it; the detail names it."),

    SRTP_20(
            "SRTP-20",
            "The tags of the packets are short",
            "The suite with tags of 32 bits was agreed on; a forged packet passes once in four billion, and the policy interop allows that.",
            "Let the trunk offer a suite with 80 bits or GCM."),

    SIPS_01(
            "SIPS-01",
            "The peer wants the call without TLS",
            "416 or 480 with such a warning asks for sip: instead of sips:; a phone must not retry in clear (RFC 5630 5.1).",
            "Ask the operator to accept sips: or ;transport=tls."),

    AUTH_30(
            "AUTH-30",
            "The server asks for credentials and there are none",
            "It sent 401 or 407, and this account has no password.",
            "Give --password-file or --password-env."),

    NET_20(
            "NET-20",
            "No response in time",
            "The request was sent over the verified flow and no final response came within 64*T1, 32 seconds (RFC 3261 17.1).",
            "The server hangs or drops the request; look at its log."),
    NET_21(
            "NET-21",
            "Nobody answered the call",
            "It rang until our time-out, and was then cancelled.",
            "Try again later."),
    NET_22(
            "NET-22",
            "No acknowledgement came",
            "We answered the call, and the ACK that completes it (RFC 3261 13.3.1.4) did not come within 32 seconds.",
            "The trunk routes in-dialog requests wrongly; look at its Record-Route."),
    NET_23(
            "NET-23",
            "No media came",
            "Keys were agreed and not one packet arrived, or none that authenticates.",
            "Look for a firewall that blocks UDP between here and the media address of the trunk."),
    NET_24("NET-24", "The phone is closed", "It was shut down before this could be done.", "Start it again.");

    private final String code;
    private final String title;
    private final String why;
    private final String advice;

    UaReason(String code, String title, String why, String advice) {
        this.code = code;
        this.title = title;
        this.why = why;
        this.advice = advice;
    }

    @Override
    public String code() {
        return code;
    }

    @Override
    public String title() {
        return title;
    }

    @Override
    public String why() {
        return why;
    }

    @Override
    public String advice() {
        return advice;
    }
}
