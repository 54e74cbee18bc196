package org.sealphone.crypto.digest;

/** The quality of protection (RFC 7616 section 3.3). */
enum Qop {
    AUTH("auth"),
    /** Covers the body too. Chosen when nothing else is offered, because border controllers rewrite SDP on its way. */
    AUTH_INT("auth-int");

    private final String word;

    Qop(String word) {
        this.word = word;
    }

    String word() {
        return word;
    }
}
