package org.sealphone.crypto.digest;

/** The weakest algorithm that is answered. */
public record DigestPolicy(DigestAlgorithm minimum) {
    /** SHA-256 or better. */
    public static DigestPolicy strict() {
        return new DigestPolicy(DigestAlgorithm.SHA_256);
    }

    /** MD5 too, where nothing better is offered; to be reported as a finding. */
    public static DigestPolicy tolerant() {
        return new DigestPolicy(DigestAlgorithm.MD5);
    }

    boolean allows(DigestAlgorithm algorithm) {
        return algorithm.compareTo(minimum) >= 0;
    }
}
