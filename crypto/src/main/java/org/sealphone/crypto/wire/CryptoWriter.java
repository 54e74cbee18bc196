package org.sealphone.crypto.wire;

import java.util.Base64;
import java.util.function.BooleanSupplier;
import org.sealphone.crypto.sdes.CryptoAttribute;

/**
 * The only way from keys to text. A verified flow hands it out while it lives, and it stops writing when that flow has ended, so
 * that no key is put into words that could leave over anything else (SDES-34).
 */
public final class CryptoWriter {
    private final BooleanSupplier live;

    CryptoWriter(BooleanSupplier live) {
        this.live = live;
    }

    /**
     * What stands after {@code a=crypto:}, with the padding that base64 has (RFC 4568 section 9.2).
     *
     * @throws IllegalStateException when the flow has ended
     */
    public String attribute(CryptoAttribute line) {
        if (!live.getAsBoolean()) {
            throw new IllegalStateException("the flow has ended: keys are not written any more");
        }
        String key = line.keys().use(master -> Base64.getEncoder().encodeToString(master));
        return line.tagText() + " " + line.suite().name() + " inline:" + key;
    }
}
