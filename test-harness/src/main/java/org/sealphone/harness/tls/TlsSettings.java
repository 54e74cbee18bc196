package org.sealphone.harness.tls;

import java.security.cert.X509Certificate;
import java.util.List;
import org.bouncycastle.tls.NamedGroup;
import org.bouncycastle.tls.ProtocolVersion;

/**
 * What a TLS server accepts.
 *
 * @param versions highest first
 * @param groups preferred first, as code points of the named groups registry
 * @param clientAnchors where not empty, a client must show a certificate under one of them
 */
public record TlsSettings(
        TlsIdentity identity,
        List<Version> versions,
        List<Integer> groups,
        List<X509Certificate> clientAnchors,
        KeyLog keyLog) {
    public TlsSettings {
        versions = List.copyOf(versions);
        groups = List.copyOf(groups);
        clientAnchors = List.copyOf(clientAnchors);
    }

    /** TLS 1.3 and 1.2; the hybrid group first, then X25519 and P-256; no client certificate. */
    public static TlsSettings of(TlsIdentity identity, KeyLog keyLog) {
        return new TlsSettings(
                identity,
                List.of(Version.TLS_1_3, Version.TLS_1_2),
                List.of(NamedGroup.X25519MLKEM768, NamedGroup.x25519, NamedGroup.secp256r1),
                List.of(),
                keyLog);
    }

    public TlsSettings withClientAnchors(List<X509Certificate> anchors) {
        return new TlsSettings(identity, versions, groups, anchors, keyLog);
    }

    public TlsSettings withKeyLog(KeyLog log) {
        return new TlsSettings(identity, versions, groups, clientAnchors, log);
    }

    public TlsSettings withVersions(Version... highestFirst) {
        return new TlsSettings(identity, List.of(highestFirst), groups, clientAnchors, keyLog);
    }

    public TlsSettings withGroups(Integer... preferredFirst) {
        return new TlsSettings(identity, versions, List.of(preferredFirst), clientAnchors, keyLog);
    }

    /** The two versions that exist for this harness. */
    public enum Version {
        TLS_1_3,
        TLS_1_2;

        ProtocolVersion protocolVersion() {
            return switch (this) {
                case TLS_1_3 -> ProtocolVersion.TLSv13;
                case TLS_1_2 -> ProtocolVersion.TLSv12;
            };
        }
    }
}
