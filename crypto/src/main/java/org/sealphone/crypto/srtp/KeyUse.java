package org.sealphone.crypto.srtp;

/**
 * The indices that one sender has used under one key, in the register of that key (SRTP-09, SRTP-10). A sender asks
 * here before it enciphers, and is stopped if it comes back to an index, whatever bug led it there.
 *
 * <p>Thread: the sender's owner.
 */
class KeyUse {
    private long next;

    /** Allows what follows the index that was used last; throws before a keystream could be used twice. */
    void take(long index) {
        if (index < next) {
            throw new IllegalStateException("index " + index + " has been used under this key");
        }
        next = index + 1;
    }

    /** Makes the entries of the registers. */
    interface Book {
        KeyUse open(SrtpKeys keys, SrtpProtocol protocol, int ssrc);
    }
}
