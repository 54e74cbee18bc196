package org.sealphone.tui.certs;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.security.cert.Certificate;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.sealphone.crypto.reason.Outcome;
import org.sealphone.crypto.reason.Refusal;
import org.sealphone.crypto.time.SystemTimeline;
import org.sealphone.crypto.tls.CertificateReview;
import org.sealphone.crypto.tls.IdentityMode;
import org.sealphone.crypto.tls.TlsFacts;
import org.sealphone.crypto.tls.TlsFailure;
import org.sealphone.crypto.tls.TlsPolicy;
import org.sealphone.crypto.tls.TrustAnchors;
import org.sealphone.crypto.wire.FlowListener;
import org.sealphone.crypto.wire.FlowOutcome;
import org.sealphone.crypto.wire.FlowTarget;
import org.sealphone.crypto.wire.SecureWire;
import org.sealphone.crypto.wire.WireTap;
import org.sealphone.tui.config.CliReason;

/**
 * Certificates from a file or as a server shows them in a handshake, which ends there: not a byte of SIP is sent, whoever answers. Owner:
 * the command's thread, which it blocks.
 */
public final class CertificateLook {
    private static final int LARGEST = 4 << 20;
    private static final int MOST = 50;

    private CertificateLook() {}

    /**
     * What was seen.
     *
     * @param chain the certificates, that of the server first; empty where none was shown
     * @param wrong what is wrong with them, the decisive first
     * @param facts of the flow, where the server proved to be who it must be
     * @param failure why there was none
     */
    public record Seen(
            List<X509Certificate> chain, List<Refusal> wrong, Optional<TlsFacts> facts, Optional<TlsFailure> failure) {
        public Seen {
            chain = List.copyOf(chain);
            wrong = List.copyOf(wrong);
        }
    }

    /** A file. One that begins with an authority is looked at as such, any other as what a server would show. */
    public static Outcome<Seen> file(Path file, TrustAnchors anchors, Optional<String> domain, Instant now) {
        return read(file)
                .then(chain -> Outcome.granted(new Seen(
                        chain,
                        chain.get(0).getBasicConstraints() >= 0
                                ? CertificateReview.ofAuthorities(chain, now)
                                : CertificateReview.ofServer(chain, anchors, domain, now),
                        Optional.empty(),
                        Optional.empty())));
    }

    static Outcome<List<X509Certificate>> read(Path file) {
        try (InputStream in = Files.newInputStream(file)) {
            byte[] bytes = in.readNBytes(LARGEST + 1);
            if (bytes.length > LARGEST) {
                return Outcome.refused(CliReason.CLI_32, file + " is larger than 4 MiB");
            }
            List<X509Certificate> found = new ArrayList<>();
            for (Certificate certificate :
                    CertificateFactory.getInstance("X.509").generateCertificates(new ByteArrayInputStream(bytes))) {
                found.add((X509Certificate) certificate);
            }
            if (found.size() > MOST) {
                return Outcome.refused(CliReason.CLI_32, file + " holds more than " + MOST);
            }
            return found.isEmpty()
                    ? Outcome.refused(CliReason.CLI_32, file.toString())
                    : Outcome.granted(List.copyOf(found));
        } catch (CertificateException noCertificate) {
            return Outcome.refused(CliReason.CLI_32, file.toString());
        } catch (IOException unreadable) {
            return Outcome.refused(CliReason.CLI_13, file.toString());
        }
    }

    /** A server, whose certificate must be for the domain of the target, unless a pin alone decides. */
    public static Seen server(FlowTarget target, TrustAnchors anchors, Duration patience, WireTap tap) {
        boolean pinAlone = anchors.authorities().isEmpty();
        TlsPolicy policy = pinAlone
                ? TlsPolicy.interop(anchors).identifiedBy(IdentityMode.PINNED_SPKI)
                : TlsPolicy.interop(anchors);
        Looking looking = new Looking();
        try (SystemTimeline timeline = new SystemTimeline();
                SecureWire wire = new SecureWire(timeline, new SecureRandom(), tap)) {
            FlowOutcome outcome = wire.connect(target, policy, patience, looking);
            Optional<TlsFacts> facts = outcome.fold(
                    flow -> {
                        try (flow) {
                            return Optional.of(flow.facts());
                        }
                    },
                    failed -> Optional.empty());
            Optional<TlsFailure> failure = outcome.fold(flow -> Optional.empty(), Optional::of);
            Set<Refusal> wrong = new LinkedHashSet<>();
            failure.ifPresent(failed -> wrong.add(failed.refusal()));
            if (!looking.chain.isEmpty()) {
                Optional<String> name = pinAlone ? Optional.empty() : Optional.of(target.domain());
                wrong.addAll(CertificateReview.ofServer(looking.chain, anchors, name, timeline.now()));
            }
            return new Seen(looking.chain, List.copyOf(wrong), facts, failure);
        }
    }

    /** Keeps what is shown and hears nothing else. Thread: the one that connects writes and reads. */
    private static final class Looking implements FlowListener {
        private List<X509Certificate> chain = List.of();

        @Override
        public void shown(List<X509Certificate> certificates) {
            chain = certificates;
        }

        @Override
        public void received(byte[] bytes, int length) {}

        @Override
        public void lost(Refusal cause) {}
    }
}
