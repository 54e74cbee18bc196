package org.sealphone.ua.engine;

import java.util.Optional;
import java.util.function.Function;
import org.sealphone.crypto.wire.CryptoWriter;

/** Turns descriptions with keys into text while the verified flow lives (SDES-34). */
@FunctionalInterface
public interface SdpWriter {
    /** The octets of what the function writes, or empty when the flow has ended. */
    Optional<byte[]> write(Function<CryptoWriter, String> description);
}
