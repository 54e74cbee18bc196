package org.sealphone.crypto.tls;

import java.io.ByteArrayInputStream;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.List;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509TrustManager;
import org.sealphone.crypto.reason.CryptoReason;
import org.sealphone.crypto.reason.Excerpt;
import org.sealphone.crypto.reason.Outcome;

/**
 * Whom an account trusts: the certificate authorities of the platform, those of one PEM text and no other, or public keys by their
 * pins. There is no set that trusts everybody.
 *
 * <p>Authorities and pins add up: with both, the chain must hold and the key must be pinned. With pins alone the chain is not
 * asked, because the key itself is what was agreed on over another channel.
 */
public final class TrustAnchors {
    private final String source;
    private final List<X509Certificate> authorities;
    private final List<SpkiPin> pins;

    private TrustAnchors(String source, List<X509Certificate> authorities, List<SpkiPin> pins) {
        this.source = source;
        this.authorities = List.copyOf(authorities);
        this.pins = List.copyOf(pins);
    }

    /** The authorities that the Java platform trusts. */
    public static Outcome<TrustAnchors> system() {
        try {
            TrustManagerFactory factory = TrustManagerFactory.getInstance("PKIX");
            factory.init((KeyStore) null);
            List<X509Certificate> found = new ArrayList<>();
            for (TrustManager manager : factory.getTrustManagers()) {
                if (manager instanceof X509TrustManager x509) {
                    found.addAll(List.of(x509.getAcceptedIssuers()));
                }
            }
            return nonEmpty("the authorities of the Java platform", found);
        } catch (GeneralSecurityException e) {
            return Outcome.refused(CryptoReason.TLS_32, "the platform's store: " + Excerpt.of(e.toString()));
        }
    }

    /** The certificates of a PEM text, and no others; the source is named in messages. A server's own self-signed one may be among them. */
    public static Outcome<TrustAnchors> pem(byte[] text, String source) {
        try {
            List<X509Certificate> found = new ArrayList<>();
            for (Certificate certificate :
                    CertificateFactory.getInstance("X.509").generateCertificates(new ByteArrayInputStream(text))) {
                found.add((X509Certificate) certificate);
            }
            return nonEmpty(source, found);
        } catch (GeneralSecurityException e) {
            return Outcome.refused(CryptoReason.TLS_32, source + " is not PEM with certificates");
        }
    }

    /** Certificates that are at hand already. */
    public static TrustAnchors of(List<X509Certificate> authorities) {
        if (authorities.isEmpty()) {
            throw new IllegalArgumentException("no authority");
        }
        return new TrustAnchors("given certificates", authorities, List.of());
    }

    /** Nobody but the holders of these keys. */
    public static TrustAnchors pinned(SpkiPin first, SpkiPin... more) {
        List<SpkiPin> pins = new ArrayList<>(List.of(more));
        pins.add(0, first);
        return new TrustAnchors("pins", List.of(), pins);
    }

    /** The same authorities, narrowed to one more pinned key. */
    public TrustAnchors andPin(SpkiPin pin) {
        List<SpkiPin> more = new ArrayList<>(pins);
        more.add(pin);
        return new TrustAnchors(source, authorities, more);
    }

    private static Outcome<TrustAnchors> nonEmpty(String source, List<X509Certificate> found) {
        return found.isEmpty()
                ? Outcome.refused(CryptoReason.TLS_32, source + ": no certificate found")
                : Outcome.granted(new TrustAnchors(source, found, List.of()));
    }

    /** Where they come from, for messages. */
    public String source() {
        return source;
    }

    /** The trusted certificates; empty when pins alone decide. */
    public List<X509Certificate> authorities() {
        return authorities;
    }

    /** The pinned keys; empty when authorities alone decide. */
    public List<SpkiPin> pins() {
        return pins;
    }
}
