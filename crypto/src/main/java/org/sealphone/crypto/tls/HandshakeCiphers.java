package org.sealphone.crypto.tls;

import java.security.NoSuchAlgorithmException;
import java.security.Provider;
import java.security.Security;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.bouncycastle.jce.provider.BouncyCastleProvider;
import org.jspecify.annotations.Nullable;

/**
 * The algorithms of a handshake: the platform's own, ML-KEM of Bouncy Castle, which the platform lacks, and for whatever else is asked Bouncy
 * Castle's whole provider. That computes the points of some ninety curves when it is made, binary ones among them: tenths of a second which
 * the handshakes that are usual today do not wait for. Who gives an algorithm decides nothing about which is agreed on: that is the
 * policy's.
 */
final class HandshakeCiphers extends Provider {
    private static final long serialVersionUID = 1L;

    /** Bouncy Castle's classes of it begin so. */
    private static final String ML_KEM = "org.bouncycastle.jcajce.provider.asymmetric.mlkem.MLKEM";

    /** They come with every Java; others may have been added by whoever runs it, and are not asked. */
    private static final List<String> PLATFORM = List.of("SUN", "SunRsaSign", "SunEC", "SunJCE");

    private static final Map<String, Set<String>> OF_THE_PLATFORM = Map.of(
            "MessageDigest", Set.of("SHA-1", "SHA-256", "SHA-384", "SHA-512"),
            "Mac", Set.of("HMACSHA1", "HMACSHA256", "HMACSHA384", "HMACSHA512"),
            "Cipher", Set.of("AES", "AES/GCM/NOPADDING", "AES/CBC/NOPADDING", "AES/CBC", "AES//NOPADDING"),
            "AlgorithmParameters", Set.of("EC", "GCM", "DH"),
            "KeyPairGenerator", Set.of("EC", "X25519", "X448", "DH"),
            "KeyAgreement", Set.of("ECDH", "X25519", "X448", "DH"),
            "KeyFactory", Set.of("EC", "X25519", "X448", "DH"),
            "Signature",
                    Set.of(
                            "NONEWITHECDSA",
                            "SHA256WITHECDSA",
                            "SHA384WITHECDSA",
                            "SHA512WITHECDSA",
                            "SHA256WITHRSA",
                            "SHA384WITHRSA",
                            "SHA512WITHRSA",
                            "ED25519",
                            "ED448"),
            "CertificateFactory", Set.of("X.509"));

    /** What the engine asks for to know whether it could, and what no policy has. */
    private static final Map<String, Set<String>> NOBODYS = Map.of(
            "AlgorithmParameters", Set.of("DIFFIEHELLMAN"),
            "Signature", Set.of("ML-DSA", "SLH-DSA", "SM3WITHSM2"));

    /** Made when something asks for what is rare. */
    private static final class Rare {
        static final Provider WHOLE = new BouncyCastleProvider();
    }

    HandshakeCiphers() {
        super("SealphoneHandshake", "1", "algorithms of a TLS handshake");
        List.of("KeyPairGenerator", "KeyGenerator", "KeyFactory").forEach(kind -> kem(kind, kind + "Spi"));
        kem("KEM", "Spi");
    }

    private void kem(String kind, String type) {
        for (String size : List.of("512", "768", "1024")) {
            putService(new Service(this, kind, "ML-KEM-" + size, ML_KEM + type + "$MLKEM" + size, List.of(), Map.of()));
        }
        String any = kind.equals("KEM") ? "$MLKEM" : "";
        putService(new Service(this, kind, "ML-KEM", ML_KEM + type + any, List.of(), Map.of()));
    }

    @Override
    public @Nullable Service getService(String kind, String name) {
        String wanted = name.toUpperCase(Locale.ROOT);
        Service own = super.getService(kind, name);
        if (own != null || NOBODYS.getOrDefault(kind, Set.of()).contains(wanted)) {
            return own;
        }
        if (kind.equals("Signature") && wanted.endsWith("WITHRSAANDMGF1")) {
            return pss(name);
        }
        return OF_THE_PLATFORM.getOrDefault(kind, Set.of()).contains(wanted)
                ? platform(kind, name)
                : Rare.WHOLE.getService(kind, name);
    }

    /** The platform's, by the engine's name. The engine asks for it twice, the second time whom the first one names: so that is we. */
    private Service pss(String name) {
        Service platform = Security.getProvider("SunRsaSign").getService("Signature", "RSASSA-PSS");
        return new Service(this, "Signature", name, platform.getClassName(), List.of(), Map.of()) {
            @Override
            public Object newInstance(@Nullable Object parameter) throws NoSuchAlgorithmException {
                return platform.newInstance(parameter);
            }
        };
    }

    private static @Nullable Service platform(String kind, String name) {
        for (String provider : PLATFORM) {
            Service service = Security.getProvider(provider).getService(kind, name);
            if (service != null) {
                return service;
            }
        }
        return null;
    }
}
