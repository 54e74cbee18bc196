package org.sealphone.crypto.srtp;

/** The identity of one sender: compared, never opened. */
public final class SealingContext {
    SealingContext() {}
}
