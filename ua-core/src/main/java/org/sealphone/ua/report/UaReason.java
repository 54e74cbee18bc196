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

    GUARD_09(
            "GUARD-09",
            "Somebody asks more than a phone is asked",
            "So many requests outside a call came from one source, or from all, that they were answered with 503 and Retry-After, and beyond that with silence. Calls that stand are not touched.",
            "Nothing; who means well asks again later. Ask the operator of the trunk about the source in the detail."),

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
    SIP_09(
            "SIP-09",
            "The registrar wants requests to take a way without TLS",
            "Its Service-Route (RFC 3608) names a proxy without sips: or ;transport=tls, or cannot be read. A registration that cannot be used safely counts as none.",
            "Let the operator put ;lr and sips: or ;transport=tls into the Service-Route."),
    SIP_11(
            "SIP-11",
            "Something that is said about a caller cannot be read",
            "P-Asserted-Identity, Privacy, Diversion or History-Info (RFC 3325, 3323, 5806, 7044) is out of its grammar or bounds. Such a field is ignored as a whole.",
            "Nothing; report it to the operator of the trunk if it is missed."),
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
            "A re-INVITE or UPDATE (RFC 3261 14, RFC 3311) wanted something that cannot be sealed or breaks a rule, which the detail names; the call goes on as it was.",
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

    SIP_30(
            "SIP-30",
            "The other side refused a change of ours",
            "A re-INVITE to hold, resume or repair the call was answered with a refusal (RFC 3261 14.1); what was agreed before stays. On hold the microphone is silent all the same.",
            "Nothing; try again, or hang up."),
    SIP_31(
            "SIP-31",
            "The other side is busy",
            "It has a call already, or does not want to be disturbed (RFC 3261 21.4.24, 21.6.1).",
            "Call again later."),
    SIP_32(
            "SIP-32",
            "Nobody is known there",
            "The trunk knows no such number or name, or wants more digits of it (RFC 3261 21.4.5, 21.4.22).",
            "Check the spelling of the target, and how the trunk wants numbers written."),
    SIP_33(
            "SIP-33",
            "The other side cannot be reached now",
            "The trunk knows it, and nobody is registered there or answers (RFC 3261 21.4.18).",
            "Check that the other phone is registered, or call again later."),
    SIP_34(
            "SIP-34",
            "It is not wanted",
            "Somebody declined, or the trunk does not allow it to this account (RFC 3261 21.4.4, 21.6.2).",
            "Ask the operator of the trunk what this account may do; the words beside the status may say more."),
    SIP_35(
            "SIP-35",
            "The other side cannot take what is offered",
            "It has no codec or suite of the offer, or no SRTP with keys by SDES at all (RFC 3261 21.4.26). This phone offers nothing less.",
            "Let the other side enable SRTP (RTP/SAVP with a=crypto); --codecs and --suites say what is offered."),
    SIP_36(
            "SIP-36",
            "The server failed",
            "It understood, and could not do its part (RFC 3261 21.5).",
            "Try again later; the log of the trunk says more."),
    SIP_37(
            "SIP-37",
            "The other side said no",
            "A final status that is no success (RFC 3261 21.3 to 21.6); the detail has it.",
            "Look the status up; --log has the whole message."),

    SIP_38(
            "SIP-38",
            "Sound before the call is taken cannot be heard",
            "A provisional response described sound that is not sealed or was not offered (RFC 3261 13.2.1); what comes that way is dropped. The final answer decides about the call.",
            "Nothing; report it to the operator of the trunk if an announcement is missed."),

    SIP_39(
            "SIP-39",
            "The trunk does not agree on sealed media",
            "The account asks for it by mediasec (RFC 3329, 3GPP TS 33.328), and Security-Server does not offer sdes-srtp;mediasec. What this phone sends is sealed all the same.",
            "Ask the operator whether the account may use SRTP; leave --mediasec out where the trunk does not know it."),

    SIP_40(
            "SIP-40",
            "The trunk does not tell what the mailbox holds",
            "The account subscribes to it (RFC 3842, RFC 6665), and the trunk refused that, or ended it for good. It is asked again over the next connection.",
            "Nothing for calls. Leave --mailbox out where the trunk has no mailboxes or tells of them unasked."),

    SRTP_20(
            "SRTP-20",
            "The tags of the packets are short",
            "A suite with tags of 32 bits was agreed on; a forged packet passes once in four billion, and the policy interop allows that.",
            "Let the trunk offer a suite with 80 bits or GCM."),

    SIPS_01(
            "SIPS-01",
            "The peer wants the call without TLS",
            "416 or 480 with such a warning asks for sip: instead of sips:; a phone must not retry in clear (RFC 5630 5.1).",
            "Ask the operator to accept sips: or ;transport=tls."),

    XFER_01(
            "XFER-01",
            "A transfer asks for something that is no call",
            "Refer-To must name one target that every call of ours may have, without another method and without headers but Replaces (RFC 3515, RFC 5589); otherwise others let us send what they want.",
            "Nothing was called; the call goes on. Call the target yourself if you trust it."),
    XFER_02(
            "XFER-02",
            "There is no call that could be transferred",
            "Only a call that stands, over a connection that stands, and in which no other transfer goes on, can be handed on (RFC 3515, RFC 3891).",
            "Wait until the call is answered, or until the transfer before has come out."),

    XFER_03(
            "XFER-03",
            "A call wanted the place of one that is not there",
            "Replaces (RFC 3891) must name a call that stands here, with its Call-ID and both tags; one that is guessed is answered with 481.",
            "Nothing; the caller may call without it."),

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
    NET_24("NET-24", "The phone is closed", "It was shut down before this could be done.", "Start it again."),
    NET_25(
            "NET-25",
            "The connection to the trunk is dead",
            "It still looks open, but nothing came for a while and then neither a keep-alive (RFC 5626) nor a request was answered.",
            "Look for a firewall or NAT that forgets idle connections, or a server that hangs; the phone connects again by itself."),
    NET_29(
            "NET-29",
            "That it rings was not acknowledged",
            "The caller demands that provisional responses are acknowledged (100rel, RFC 3262), and no PRACK came within 64*T1, 32 seconds; the call was refused with 504.",
            "The trunk routes in-dialog requests wrongly before a call is taken; look at its Record-Route."),
    NET_28(
            "NET-28",
            "The call was not refreshed",
            "Both sides agreed to say from time to time that the call still goes on (RFC 4028), and nobody did in time; a call that nobody refreshes may be long dead at the trunk.",
            "Call again; if it always ends after the same time, the trunk's session timer does not work."),
    NET_27(
            "NET-27",
            "The transfer was accepted, and its outcome was not told",
            "The other side agreed to call somebody else, and then no NOTIFY said how that ended (RFC 3515 2.4.4).",
            "Ask the other side; the call here is as it was, unless it was hung up."),
    NET_26(
            "NET-26",
            "The machine has slept, or its clock was set",
            "The clock of the day and the one that never jumps have parted by seconds. Connections may be gone without a word after that.",
            "Nothing; the connection is tried and the registration renewed at once.");

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

    /** Why a peer said no, by its final status; what is behind each class of them is told in the words of the RFC. */
    public static UaReason ofRejection(int status) {
        return switch (status) {
            case 486, 600 -> SIP_31;
            case 404, 410, 484, 485, 604 -> SIP_32;
            case 408, 430, 480 -> SIP_33;
            case 403, 433, 603, 607, 608 -> SIP_34;
            case 415, 488, 493, 606 -> SIP_35;
            case 487 -> SIP_26;
            default -> status / 100 == 5 ? SIP_36 : SIP_37;
        };
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
