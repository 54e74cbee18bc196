package org.sealphone.crypto.wire;

/** The only way from keys to text. */
public final class CryptoWriter {
    CryptoWriter() {}
}
