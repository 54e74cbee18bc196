package org.sealphone.crypto.tls;

import java.time.Instant;

/**
 * Who the verified peer is.
 *
 * @param identity the name that matched, or the pin
 * @param spkiPin the pin of its key
 * @param notAfter when its certificate expires
 */
public record VerifiedPeer(String identity, String spkiPin, Instant notAfter) {}
