package org.sealphone.crypto.reason;

/**
 * Why keys, certificates, challenges and flows are refused. Ids up to {@code TLS-11} and {@code AUTH-08} are those of the rules;
 * from 20 on they are Sealphone's own, for failures that the standards do not number.
 */
public enum CryptoReason implements ReasonCode {
    SDES_01(
            "SDES-01",
            "Keys on a stream that is not a secure one",
            "a=crypto belongs to RTP/SAVP or RTP/SAVPF (RFC 4568 section 6). On RTP/AVP it promises encryption and permits its absence.",
            "Set the trunk to SRTP \"mandatory\" (RTP/SAVP), not \"optional\" or \"best effort\"."),
    SDES_02(
            "SDES-02",
            "The tag of a crypto line is invalid or used twice",
            "A tag is 1 to 9 digits and unique within its stream (RFC 4568 sections 4.1 and 9.1); else an answer could mean two keys.",
            "Report the SDP to the operator of the other side: its a=crypto lines are malformed."),
    SDES_06(
            "SDES-06",
            "One master key stands in two crypto lines",
            "Each master key must be random and unique within the SDP (RFC 4568 section 6.1); a key that serves twice can betray both streams.",
            "The other side makes its keys wrongly. Update its firmware or let it offer one suite only."),
    SDES_07(
            "SDES-07",
            "The answer has more than one crypto line",
            "An answer accepts exactly one offered line (RFC 4568 section 5.1.2). With two, each side may take another key.",
            "Report it to the operator of the trunk; until then restrict --suites to a single suite."),
    SDES_08(
            "SDES-08",
            "The answer names a suite or tag that was not offered",
            "The offerer must verify that an offered suite with its own tag came back (RFC 4568 section 5.1.3); anything else may be a downgrade.",
            "Look for a device between you and the trunk that rewrites SDP, or offer the one suite that the trunk wants with --suites."),
    SDES_09(
            "SDES-09",
            "The answer carries our own key back",
            "Both directions under one key is a two-time pad: whoever records both can subtract one from the other (RFC 3711 section 9.1).",
            "The other side echoes SDP instead of answering it. Do not talk over it; report it."),
    SDES_10(
            "SDES-10",
            "None of the offered crypto lines can be used",
            "Without a line that is valid and allowed by policy the stream must be rejected (RFC 4568 section 5.1.2); there is no plain fallback.",
            "Compare the suites in the detail with your policy; --policy interop also takes tags of 32 bits."),
    SDES_11(
            "SDES-11",
            "A secure stream without any key",
            "The answer accepts RTP/SAVP but brings no a=crypto, so the negotiation must fail (RFC 4568 section 5.3).",
            "Enable SRTP with SDES on the other side; some devices speak only DTLS-SRTP or none at all."),
    SDES_12(
            "SDES-12",
            "A crypto line demands a session parameter that we do not know",
            "An unknown parameter without a leading dash is mandatory, so the whole line is invalid (RFC 4568 section 6.3.7).",
            "Turn the extension off on the other side or let it be optional."),
    SDES_13(
            "SDES-13",
            "A crypto line asks for media without encryption or authentication",
            "UNENCRYPTED_SRTP, UNENCRYPTED_SRTCP and UNAUTHENTICATED_SRTP switch protection off (RFC 4568 section 6.3); this phone never does.",
            "Remove the parameter on the other side."),
    SDES_15(
            "SDES-15",
            "A crypto line has session parameters that cannot be honoured",
            "A key derivation rate or a key for forward error correction changes what is on the wire (RFC 4568 section 6.3); we do not implement it, so we refuse.",
            "Turn off KDR and FEC for SRTP on the other side."),
    SDES_16(
            "SDES-16",
            "A crypto line is malformed",
            "A line is tag, suite, inline:key, then parameters (RFC 4568 section 9). Guessing at a key is worse than having none.",
            "Report the SDP to the operator of the other side."),
    SDES_17(
            "SDES-17",
            "A key has the wrong length or is no key at all",
            "Key and salt must decode to exactly the length of the suite (RFC 4568 section 6.1), and all zeros are not random.",
            "The other side mixes up suites or base64 padding; try another suite with --suites."),
    SDES_18(
            "SDES-18",
            "The lifetime of a key is invalid or too short",
            "A lifetime is a positive number of packets without leading zeros, at most 2^48 (RFC 4568 section 6.1). Below 2^16 the call would fall silent within minutes.",
            "Let the other side leave the lifetime out or set it to 2^31."),
    SDES_19(
            "SDES-19",
            "A crypto line uses master key identifiers that cannot be honoured",
            "An MKI is a number with its length in bytes, 1 to 128, and keys of one line differ in it and have it in the same length (RFC 4568 section 6.1).",
            "Turn MKI off on the other side, or report the SDP to its operator."),
    SDES_25(
            "SDES-25",
            "A party has moved and kept its key",
            "Who changes address or port must bring a new master key (RFC 4568 section 7.1.4): the new end may not know how far the old one had counted.",
            "The call goes on as it was. Report the SDP to the operator of the other side."),
    SDES_32(
            "SDES-32",
            "A call has more branches than can be real",
            "Every branch of a call that forks gets a cryptographic context of its own, and no proxy rings so many at once.",
            "Look at what forks the call; the branches that came first go on."),
    SDES_34(
            "SDES-34",
            "Keys may leave over a verified TLS flow alone",
            "SDP with keys needs a transport that encrypts and authenticates (RFC 4568 section 8); this flow is gone.",
            "Wait until the account is connected again."),

    SRTP_03(
            "SRTP-03",
            "A packet came twice",
            "An index that was seen, or that is older than the replay window, is dropped (RFC 3711 section 3.3.2).",
            "Nothing, when there are few. Many of them are an attack or a network that duplicates packets."),
    SRTP_04(
            "SRTP-04",
            "A packet does not authenticate",
            "Its tag does not match the key of the call (RFC 3711 section 4.2), so it is dropped before anything is done with it.",
            "When no packet at all authenticates, the two sides hold different keys: look for a device that rewrites SDP."),
    SRTP_08(
            "SRTP-08",
            "A key has reached the end of its life",
            "A master key protects at most 2^48 SRTP and 2^31 SRTCP packets, or what its owner declared (RFC 3711 section 9.2).",
            "Call again: a new call has new keys."),

    TLS_01(
            "TLS-01",
            "The server speaks no version of TLS that is safe",
            "TLS 1.3 and 1.2 alone are spoken; older versions are broken (RFC 9325 section 3.1.1).",
            "Enable TLS 1.2 or 1.3 on the server."),
    TLS_02(
            "TLS-02",
            "No cipher suite in common",
            "Only ECDHE with AEAD is offered (RFC 9325 section 4.2), and ECDHE with CBC under --policy interop; never static RSA, NULL or anonymous suites.",
            "Enable an ECDHE-GCM suite on the server; --policy interop if it has ECDHE with CBC only."),
    TLS_04(
            "TLS-04",
            "The certificate is for another name",
            "The certificate must name the SIP domain that was configured, in full and without wildcards (RFC 5922 section 7).",
            "Use the name that the certificate has, let the trunk reissue it, or choose --identity https-wildcard or a --pin where the trunk documents it."),
    TLS_05(
            "TLS-05",
            "The certificate is not meant for servers",
            "Its extended key usage must be absent or allow serverAuth or SIP domains (RFC 5922 section 7.1, RFC 5924).",
            "Let the operator issue a server certificate."),
    TLS_07(
            "TLS-07",
            "The certificate is revoked, or the promised proof that it is not is missing",
            "A stapled OCSP response says so, or the certificate demands a staple that the server did not send (RFC 6066, RFC 7633).",
            "Do not connect until the operator has replaced the certificate or mended the stapling."),
    TLS_08(
            "TLS-08",
            "The client certificate crossed in clear",
            "Before TLS 1.3 the certificates of both sides are sent before encryption begins (RFC 5246 section 7.4): whoever watches reads your name.",
            "Let the operator enable TLS 1.3."),
    TLS_11(
            "TLS-11",
            "The flow was cut off",
            "The connection ended without close_notify (RFC 8446 section 6.1), so what came last may be incomplete and is discarded.",
            "Usually the server or a middlebox dropped the connection; the phone connects again."),
    TLS_20(
            "TLS-20",
            "The certificate has expired",
            "A certificate counts until its end date (RFC 5280 section 4.1.2.5); afterwards nobody vouches for its key.",
            "Let the operator renew it. If the date looks fine to you, check the clock of this machine."),
    TLS_21(
            "TLS-21",
            "The certificate is not valid yet",
            "Its first day lies ahead (RFC 5280 section 4.1.2.5).",
            "Check the clock of this machine, then the certificate."),
    TLS_22(
            "TLS-22",
            "The certificate is self-signed",
            "Nobody but the server itself vouches for it, so anyone could have made it.",
            "First compare the key with the server's own, over another channel: whoever sits in between shows a key too. Only then give it with --pin, or the certificate with --ca FILE.pem."),
    TLS_23(
            "TLS-23",
            "The certificate comes from an unknown authority",
            "Its chain ends at no certificate that this account trusts (RFC 5280 section 6.1).",
            "If the trunk has its own CA, get it from the operator and give it with --ca FILE.pem; intermediates must be sent by the server. Or compare the key with the operator's over another channel, because whoever sits in between shows a key too, and only then give it with --pin."),
    TLS_24(
            "TLS-24",
            "The certificate chain breaks a rule",
            "An issuer is no CA, or a path length, a name constraint, a key usage or a critical extension forbids this certificate (RFC 5280 section 6.1).",
            "This is a defect or an attack. Ask the operator; do not work around it."),
    TLS_25(
            "TLS-25",
            "The certificate is too weak",
            "RSA below 2048 bits, elliptic curves below 224 bits and signatures with SHA-1 or MD5 can be forged (RFC 9325 section 4.5).",
            "Let the operator reissue it with ECDSA P-256 or RSA 2048 and SHA-256."),
    TLS_26(
            "TLS-26",
            "The server's key is not the pinned one",
            "The account is bound to one public key, and the server has another: it was replaced, or someone sits in between.",
            "Ask the operator whether the key was changed; only then pin the new one."),
    TLS_27(
            "TLS-27",
            "The server demands a client certificate",
            "It asked for one and ended the handshake because there was none (RFC 8446 section 4.4.2).",
            "Give the one that the operator issued to you with --client-cert FILE.p12."),
    TLS_28(
            "TLS-28",
            "The server does not accept our client certificate",
            "It was presented and turned down with an alert.",
            "Check that it is the current one for this trunk, that it has not expired, and that it allows clientAuth."),
    TLS_29(
            "TLS-29",
            "The server does not speak TLS on this port",
            "What came back is no TLS record. Falling back to clear text is what an attacker would want.",
            "Check the port: 5061 is usual for TLS, 5060 is not."),
    TLS_30(
            "TLS-30",
            "The TLS handshake took too long",
            "The server accepted the connection but did not finish the handshake in time.",
            "Check that the port speaks TLS and that the server is not overloaded; --timeout gives it longer."),
    TLS_31(
            "TLS-31",
            "The server broke TLS off",
            "It sent an alert, closed the connection during the handshake or violated the protocol (RFC 8446 section 6).",
            "The server's log has the other half of the story."),
    TLS_32(
            "TLS-32",
            "The trust anchors cannot be read",
            "Without a readable CA file or a well-formed pin nothing can be verified, and unverified is not an option.",
            "Give a PEM file with at least one CERTIFICATE block, or a pin as sha256/ with 44 characters of base64."),
    TLS_33(
            "TLS-33",
            "The client certificate cannot be read",
            "The PKCS#12 file is damaged, its password is wrong, or it has no private key with a certificate.",
            "Check --client-cert and --client-cert-password-file."),

    DNS_01(
            "DNS-01",
            "The domain is not served over TLS",
            "Its name server says that there is no SIP over TLS (RFC 3263, RFC 2782: the target is a single dot). What it says of UDP and TCP does not count.",
            "Ask the operator for the trunk's TLS server and give it as --outbound sips:HOST:PORT."),
    DNS_02(
            "DNS-02",
            "The name leads to this machine",
            "What a name server names may not be this machine itself or an address of its link: so a stranger would choose what is knocked at here.",
            "Check the SRV records of the domain; a server on this machine is given as --outbound sips:ADDRESS:PORT."),

    AUTH_01(
            "AUTH-01",
            "The server wants the password itself",
            "Basic authentication hands the password over; SIP forbids it (RFC 8760 section 2.6).",
            "Enable digest with SHA-256 on the server."),
    AUTH_02(
            "AUTH-02",
            "The trunk offers no digest algorithm as strong as it should",
            "SHA-512-256 and SHA-256 are answered, MD5 only where the policy allows it, session variants never (RFC 8760 section 2.4).",
            "Enable SHA-256 on the server; --policy standard also answers MD5 inside TLS."),
    AUTH_03(
            "AUTH-03",
            "The challenge offers no quality of protection that we know",
            "Without qop auth or auth-int a digest binds neither a client nonce nor a count (RFC 7616 section 3.3).",
            "Enable qop=\"auth\" on the server."),
    AUTH_04(
            "AUTH-04",
            "A challenge for a realm that is not ours",
            "A digest for a foreign realm lets its owner guess the password or use it elsewhere. Its own realm is the one of --realm, or what the registrar asks for, or the trunk's name.",
            "If the trunk's realm is another than its name, or has changed, check with the operator, then give it with --realm."),
    AUTH_06(
            "AUTH-06",
            "The server keeps asking",
            "A stale nonce is renewed once, and a request is authenticated at most twice; more is a loop or an attempt to collect digests.",
            "The server's nonces expire too soon, or something replays its answers."),
    AUTH_07(
            "AUTH-07",
            "User name or password cannot be written in a digest",
            "A name with control characters fits into no quoted string (RFC 7616 section 3.4); a password counts in Normalization Form C (section 4), and this one is not in it.",
            "Check the user name; type accented letters of the password as one character each."),
    STIR_01(
            "STIR-01",
            "A signed caller identity is malformed",
            "It does not follow RFC 8224 section 4 and RFC 8225, or its parts do not say the same; such an identity proves nothing.",
            "Report it to the operator of the trunk; the call itself is not touched."),
    STIR_02(
            "STIR-02",
            "A signed caller identity has a wrong signature",
            "The certificate that is configured for it did not sign these claims (RFC 8224 section 6.2); somebody may pretend to be the caller.",
            "Do not trust the number that is shown."),
    STIR_03(
            "STIR-03",
            "A signed caller identity is not fresh",
            "It was signed more than 60 s before or after now (RFC 8224 section 6.2.1): an old one may have been taken from another call.",
            "Check the clock of this machine; else do not trust the number that is shown."),
    STIR_04(
            "STIR-04",
            "A signed caller identity is about another call",
            "Its caller is not the one in From or asserted by the trunk, or it was made for somebody else than To (RFC 8224 section 6.2).",
            "Do not trust the number that is shown."),
    STIR_05(
            "STIR-05",
            "A signed caller identity is of a kind that is not checked here",
            "Only ES256 is checked, and of extensions shaken and div in the full form (RFC 8225, RFC 8588, RFC 8946); the compact form needs a Date.",
            "Nothing; it counts as no proof, neither for nor against the caller."),
    STIR_06(
            "STIR-06",
            "No certificate is configured for a signed caller identity",
            "It names its certificate by an address (x5u). That is never fetched: it would tell the signer who is called, when and from where.",
            "Get the certificate by another way and configure it under the address that stands in the detail."),
    STIR_07(
            "STIR-07",
            "The certificate of a signed caller identity cannot vouch",
            "It is not valid today, its key is not of the curve P-256 that ES256 needs, or its list of numbers cannot be read (RFC 8226, RFC 7518).",
            "Configure the signer's present certificate."),
    STIR_08(
            "STIR-08",
            "A signed caller identity is about a number that its certificate does not cover",
            "The certificate lists the numbers that it may vouch for (TNAuthList, RFC 8226 section 9), and the caller's is none of them.",
            "Do not trust the number that is shown."),
    AUTH_20(
            "AUTH-20",
            "A challenge is malformed or too large",
            "It does not follow RFC 7616 section 3.3, repeats a parameter, or exceeds our limits; nothing is answered to it.",
            "Report it to the operator of the server."),
    AUTH_21(
            "AUTH-21",
            "The server could not prove that it knows the password",
            "The rspauth of its answer is wrong (RFC 7616 section 3.5): it does not hold what a true registrar holds.",
            "Treat the server as an impostor until the operator explains it."),
    AUTH_22(
            "AUTH-22",
            "The server rejects user name or password",
            "It challenged again although the digest was correct for what the account holds.",
            "Check user name, --auth-user and password; some trunks lock an account after a few attempts."),

    NET_01(
            "NET-01",
            "The name was not found",
            "No address is known for it, or the name server did not answer in time.",
            "Check the spelling of the host and the network connection."),
    NET_02(
            "NET-02",
            "The connection was refused",
            "The machine is there, but nothing listens on that port, or a firewall says no.",
            "Check the port (5061 is usual for TLS) and that the server runs."),
    NET_03(
            "NET-03",
            "Nobody answered in time",
            "The connection attempt met silence.",
            "Check address and port; a firewall may drop the packets. --timeout waits longer."),
    NET_04(
            "NET-04",
            "The connection was lost",
            "The network or the other side ended it without a word.",
            "The phone connects again by itself; if it repeats, look at the network or at the server's log."),
    NET_05(
            "NET-05",
            "The network is unreachable",
            "This machine has no route to that address.",
            "Check the network connection, --bind and whether IPv6 works here."),
    NET_06(
            "NET-06",
            "No local address or port",
            "The address to bind is not one of this machine, or no free pair of ports was found.",
            "Check --bind; end other programs that hold many UDP ports."),
    NET_07(
            "NET-07",
            "The other side closed the flow",
            "It said so properly with close_notify.",
            "The phone connects again by itself; the server may be restarting."),
    NET_08(
            "NET-08",
            "The other side does not read",
            "What we sent could not be delivered in time, so the flow was given up.",
            "The server or the network hangs; look there."),
    NET_09(
            "NET-09",
            "The flow is closed",
            "This phone closed it, so nothing more can be sent over it.",
            "Nothing: this happens when an account is disconnected while something is still to be sent.");

    private final String code;
    private final String title;
    private final String why;
    private final String advice;

    CryptoReason(String code, String title, String why, String advice) {
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
