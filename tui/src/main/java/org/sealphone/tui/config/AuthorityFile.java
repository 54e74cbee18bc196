package org.sealphone.tui.config;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import org.sealphone.crypto.reason.CryptoReason;
import org.sealphone.crypto.reason.Excerpt;
import org.sealphone.crypto.reason.Outcome;
import org.sealphone.crypto.tls.TrustAnchors;

/** The PEM file of {@code --ca}, bounded, so that a wrong name reads no disk full into memory. */
final class AuthorityFile {
    private static final int LARGEST = 4 << 20;

    private AuthorityFile() {}

    /** Its certificates, and no others. */
    static Outcome<TrustAnchors> read(Path file) {
        try (InputStream in = Files.newInputStream(file)) {
            byte[] text = in.readNBytes(LARGEST + 1);
            return text.length > LARGEST
                    ? Outcome.refused(CryptoReason.TLS_32, file + " is larger than 4 MiB")
                    : TrustAnchors.pem(text, file.toString());
        } catch (IOException unreadable) {
            return Outcome.refused(
                    CryptoReason.TLS_32, Excerpt.of(unreadable.getClass().getSimpleName() + " " + file, 200));
        }
    }
}
