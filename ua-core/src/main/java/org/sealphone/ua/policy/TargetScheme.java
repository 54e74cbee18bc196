package org.sealphone.ua.policy;

/** The two ways in which a SIP URI can demand TLS (RFC 3261 19.1, RFC 5630); a third does not exist here. */
public enum TargetScheme {
    /** {@code sips:user@host}. */
    SIPS,
    /** {@code sip:user@host;transport=tls}: deprecated by RFC 5630 and used everywhere. */
    SIP_TLS
}
