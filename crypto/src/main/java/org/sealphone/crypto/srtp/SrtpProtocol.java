package org.sealphone.crypto.srtp;

/** SRTP or SRTCP: what differs between the two under one suite. */
enum SrtpProtocol {
    SRTP(0) {
        @Override
        int tagLength(SrtpSuite suite) {
            return suite.tagLength();
        }

        @Override
        int wordLength() {
            return 0;
        }

        /** The rollover counter: authenticated in counter mode, never sent (RFC 3711 section 4.2). */
        @Override
        int word(long index) {
            return (int) (index >>> 16);
        }
    },
    SRTCP(3) {
        @Override
        int tagLength(SrtpSuite suite) {
            return suite.srtcpTagLength();
        }

        @Override
        int wordLength() {
            return 4;
        }

        /** E bit and index: authenticated and sent. The E bit is set; there is no way to say otherwise (SRTP-07). */
        @Override
        int word(long index) {
            return 0x8000_0000 | (int) index;
        }
    };

    private final int firstLabel;

    SrtpProtocol(int firstLabel) {
        this.firstLabel = firstLabel;
    }

    abstract int tagLength(SrtpSuite suite);

    /** Octets of {@link #word} that are sent. */
    abstract int wordLength();

    /** The 32 bits that are authenticated besides the packet. */
    abstract int word(long index);

    /** Octets that sealing adds. */
    int overhead(SrtpSuite suite) {
        return tagLength(suite) + wordLength();
    }

    /**
     * Octets that stand behind a master key identifier: the tag in counter mode, nothing under AES-GCM, whose tag is a
     * part of the ciphertext (RFC 3711 section 3.1, RFC 7714 sections 7.1 and 9.2).
     */
    int behindIdentifier(SrtpSuite suite) {
        return suite.aead() ? 0 : tagLength(suite);
    }

    int encryptionLabel() {
        return firstLabel;
    }

    int authenticationLabel() {
        return firstLabel + 1;
    }

    int saltLabel() {
        return firstLabel + 2;
    }
}
