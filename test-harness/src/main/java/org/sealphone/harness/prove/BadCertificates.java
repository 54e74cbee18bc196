package org.sealphone.harness.prove;

import java.security.SecureRandom;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.sealphone.certs.CertificateZoo;
import org.sealphone.certs.Specimen;
import org.sealphone.harness.hostile.Expected;
import org.sealphone.harness.hostile.HostileScenario.Part;
import org.sealphone.harness.trunk.Conduct;

/**
 * A trunk that shows a certificate of the zoo (ADV-31 to ADV-42): the phone says nothing to it but what belongs to the handshake. Which
 * there are stands here, since making them takes a second.
 */
final class BadCertificates {
    private static @Nullable List<Specimen> zoo;

    private BadCertificates() {}

    static Specimen named(String name) {
        return specimens().stream()
                .filter(specimen -> specimen.name().equals(name))
                .findFirst()
                .orElseThrow();
    }

    /** Made when first needed. */
    static synchronized List<Specimen> specimens() {
        List<Specimen> known = zoo;
        if (known == null) {
            known = CertificateZoo.specimens(TrialRun.DOMAIN, Instant.now(), new SecureRandom());
            zoo = known;
        }
        return known;
    }

    static List<Trial> all() {
        return Stream.of(
                        shown("ADV-31", "TLS-20", "expired", "expired intermediate"),
                        shown("ADV-32", "TLS-21", "not yet valid"),
                        shown("ADV-33", "TLS-22", "self-signed"),
                        shown(
                                "ADV-34",
                                "TLS-23",
                                "unknown CA",
                                "unknown CA that sends its root along",
                                "CA with the trusted name and another key",
                                "intermediate not sent"),
                        shown("ADV-35", "TLS-04", "wrong host"),
                        shown("ADV-36", "TLS-04", "wildcard", "wildcard in a SIP URI", "suffix", "leading dot"),
                        shown("ADV-37", "TLS-04", "common name matches, subjectAltName does not"),
                        shown(
                                "ADV-38",
                                "TLS-04",
                                "SIP URI of another domain silences the DNS name",
                                "SIP URI of a user",
                                "URI of another scheme"),
                        shown(
                                "ADV-39",
                                "TLS-05",
                                "for clients only",
                                "for code signing",
                                "with a usage that cannot be read",
                                "its key may not sign"),
                        shown(
                                "ADV-40",
                                "TLS-24",
                                "issuer is no CA",
                                "issuer may not sign certificates",
                                "outside its CA's name constraints",
                                "path too long"),
                        shown(
                                "ADV-40",
                                "TLS-25",
                                "RSA with 1024 bits",
                                "signed with SHA-1",
                                "signed with MD5",
                                "intermediate with DSA",
                                "signed with RSASSA-PSS over SHA-1",
                                "intermediate with RSA 1024"),
                        shown("ADV-41", "TLS-07", "must-staple without a staple"),
                        shown(
                                "ADV-42",
                                "TLS-04",
                                "NUL in the DNS name",
                                "NUL in the SIP URI",
                                "IDN homograph",
                                "IP address alone"))
                .flatMap(trials -> trials)
                .toList();
    }

    private static Stream<Trial> shown(String id, String reason, String... names) {
        return Arrays.stream(names)
                .map(name -> new Trial(
                        id,
                        "a certificate: " + name,
                        Part.CALLS,
                        Conduct::honest,
                        Expected.refused(reason),
                        Circumstances.showing(name)));
    }
}
