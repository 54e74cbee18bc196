package org.sealphone.crypto.tls;

/** By which rule the server's certificate is compared with the configured SIP domain. */
public enum IdentityMode {
    /** RFC 5922 section 7: SIP URI, else DNS name, else common name; whole names, no wildcard. The default. */
    RFC5922("rfc5922"),
    /** RFC 6125 as HTTPS does it: DNS names with one wildcard label at the left, or an IP address. For trunks that document it. */
    HTTPS_WILDCARD("https-wildcard"),
    /** The pinned public key is the identity, whatever the names say. */
    PINNED_SPKI("pinned-spki");

    private final String word;

    IdentityMode(String word) {
        this.word = word;
    }

    /** The word of the command line. */
    public String word() {
        return word;
    }
}
