package org.sealphone.crypto.passport;

import java.nio.charset.StandardCharsets;
import java.security.AlgorithmParameters;
import java.security.GeneralSecurityException;
import java.security.Signature;
import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;
import java.security.interfaces.ECPublicKey;
import java.security.spec.ECGenParameterSpec;
import java.security.spec.ECParameterSpec;
import java.security.spec.EllipticCurve;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Date;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.sealphone.crypto.reason.CryptoReason;
import org.sealphone.crypto.reason.Excerpt;
import org.sealphone.crypto.reason.Outcome;
import org.sealphone.crypto.reason.Refusal;

/**
 * One signed caller identity in its full form (RFC 8224 4, RFC 8225), which {@link CompactForm} makes of the other one: ES256 over header
 * and claims. Read strictly, and believed only after {@link #verified}. Refused: another algorithm, an extension that is not known, parts
 * that do not say the same. Immutable.
 */
public final class Passport {
    /** RFC 8224 4: how old or how far ahead it may be. */
    static final Duration FRESH = Duration.ofSeconds(60);

    private static final int LONGEST = 8192;
    private static final int MOST_CALLED = 16;
    private static final Set<String> EXTENSIONS = Set.of("shaken", "div");
    private static final Pattern FIELD = Pattern.compile(
            "([A-Za-z0-9_-]{1,4096})\\.([A-Za-z0-9_-]{1,4096})\\.([A-Za-z0-9_-]{1,128})[ \t]*"
                    + "((?:;[ \t]*[A-Za-z0-9-]{1,32}[ \t]*=[ \t]*(?:<[^<>;]{1,1024}>|\"?[A-Za-z0-9.+-]{1,64}\"?)[ \t]*){1,8})");
    private static final Pattern COMPACT = Pattern.compile("\\.\\.[A-Za-z0-9_-]{1,128}[ \t]*;.*");
    private static final Pattern INFO = Pattern.compile("(?i);[ \t]*info[ \t]*=[ \t]*<([^<>]{1,1024})>");
    private static final Pattern ATTESTATION = Pattern.compile("[ABC]");

    private final String location;
    private final String caller;
    private final List<String> called;
    private final Instant issued;
    private final Optional<String> attestation;
    private final byte[] signed;
    private final byte[] signature;

    private Passport(
            String location,
            String caller,
            List<String> called,
            Instant issued,
            Optional<String> attestation,
            Matcher parts) {
        this.location = location;
        this.caller = caller;
        this.called = List.copyOf(called);
        this.issued = issued;
        this.attestation = attestation;
        this.signed = (parts.group(1) + "." + parts.group(2)).getBytes(StandardCharsets.US_ASCII);
        this.signature = decoded(parts.group(3)).orElse(new byte[0]);
    }

    /** Reads the value of one Identity header field. */
    public static Outcome<Passport> read(String field) {
        String value = field.strip();
        if (COMPACT.matcher(value).matches()) {
            return Outcome.refused(CryptoReason.STIR_05, "the compact form, without a Date or with an extension");
        }
        Matcher parts = FIELD.matcher(value);
        if (value.length() > LONGEST || !parts.matches()) {
            return malformed("three parts and parameters are wanted");
        }
        Optional<Map<String, Object>> header = decoded(parts.group(1)).flatMap(JsonText::object);
        Optional<Map<String, Object>> claims = decoded(parts.group(2)).flatMap(JsonText::object);
        if (header.isEmpty() || claims.isEmpty()) {
            return malformed("header or claims are no JSON");
        }
        Optional<Refusal> foreign = foreign(header.get());
        return foreign.isPresent() ? new Outcome.Refused<>(foreign.get()) : read(header.get(), claims.get(), parts);
    }

    private static Optional<Refusal> foreign(Map<String, Object> header) {
        if (!"ES256".equals(header.get("alg"))) {
            return Optional.of(new Refusal(CryptoReason.STIR_05, "alg " + shown(header.get("alg"))));
        }
        Object extension = header.get("ppt");
        boolean known = extension == null || (extension instanceof String name && EXTENSIONS.contains(name));
        return known ? Optional.empty() : Optional.of(new Refusal(CryptoReason.STIR_05, "ppt " + shown(extension)));
    }

    private static Outcome<Passport> read(Map<String, Object> header, Map<String, Object> claims, Matcher parts) {
        Matcher info = INFO.matcher(parts.group(4));
        if (!"passport".equals(header.get("typ")) || header.containsKey("crit")) {
            return malformed("typ is not passport");
        }
        if (!(header.get("x5u") instanceof String location)
                || !info.find()
                || !info.group(1).equals(location)) {
            return malformed("x5u is missing, or another than info");
        }
        if (!(claims.get("iat") instanceof Long issued) || issued < 0 || issued > 0xffff_ffffL) {
            return malformed("iat");
        }
        List<String> callers = parties(claims.get("orig"), 1);
        List<String> called = parties(claims.get("dest"), MOST_CALLED);
        if (callers.size() != 1 || called.isEmpty()) {
            return malformed("orig or dest");
        }
        Optional<String> attestation = claims.get("attest") instanceof String level
                        && ATTESTATION.matcher(level).matches()
                ? Optional.of(level)
                : Optional.empty();
        return Outcome.granted(
                new Passport(location, callers.get(0), called, Instant.ofEpochSecond(issued), attestation, parts));
    }

    /** The numbers and URIs of a claim, in one form; empty when one cannot be read or there are more than so many. */
    private static List<String> parties(@Nullable Object claim, int most) {
        List<String> parties = new ArrayList<>();
        if (claim instanceof Map<?, ?> kinds) {
            for (Map.Entry<?, ?> kind : kinds.entrySet()) {
                boolean number = "tn".equals(kind.getKey());
                List<?> values = kind.getValue() instanceof List<?> list ? list : List.of(kind.getValue());
                for (Object value : values) {
                    Optional<String> party = value instanceof String text && (number || "uri".equals(kind.getKey()))
                            ? number ? number(text) : uri(text)
                            : Optional.empty();
                    if (party.isEmpty() || parties.size() == most) {
                        return List.of();
                    }
                    parties.add(party.get());
                }
            }
        }
        return parties;
    }

    /** RFC 8224 8.3: a number is its digits. */
    private static Optional<String> number(String text) {
        String digits = text.replaceAll("[-.() ]", "").replaceFirst("^\\+", "");
        return digits.matches("[0-9*#]{1,32}") ? Optional.of(digits) : Optional.empty();
    }

    /** A URI of the kind sip:, without what does not name anybody. */
    static Optional<String> uri(String text) {
        String bare = text.replaceFirst("(?i)^sips?:", "").replaceFirst("[;?].*$", "");
        int at = bare.indexOf('@');
        return bare.matches("[\\x21-\\x7e]{1,512}") && at > 0
                ? Optional.of(bare.substring(0, at) + bare.substring(at).toLowerCase(Locale.ROOT))
                : Optional.empty();
    }

    /** Whether a URI of the message names this party of a passport. */
    private static boolean names(String uri, String party) {
        if (party.indexOf('@') >= 0) {
            return uri(uri).filter(party::equals).isPresent();
        }
        return numberOf(uri).filter(party::equals).isPresent();
    }

    /** The number that the user of a URI is, where it is one. */
    static Optional<String> numberOf(String uri) {
        return number(uri.replaceFirst("(?i)^(sips?|tel):", "").replaceFirst("[@;?].*$", ""));
    }

    /**
     * Why this is not to be believed, or nothing when it is.
     *
     * @param callers who the message says that it is from: From, and whom the trunk asserts
     * @param to whom it is for
     */
    public Optional<Refusal> verified(PassportCertificates known, Instant now, List<String> callers, String to) {
        Optional<X509Certificate> found = known.at(location);
        if (found.isEmpty()) {
            return refused(CryptoReason.STIR_06, Excerpt.of(location));
        }
        X509Certificate certificate = found.get();
        Optional<NumberAuthority> authority = NumberAuthority.of(certificate);
        if (!mayVouch(certificate, now) || authority.isEmpty()) {
            return refused(
                    CryptoReason.STIR_07,
                    Excerpt.of(certificate.getSubjectX500Principal().getName()));
        }
        if (!signedBy(certificate)) {
            return refused(CryptoReason.STIR_02, Excerpt.of(location));
        }
        if (!authority.get().covers(caller)) {
            return refused(CryptoReason.STIR_08, "it vouches for " + Excerpt.of(caller));
        }
        Duration age = Duration.between(issued, now);
        if (age.abs().compareTo(FRESH) > 0) {
            return refused(CryptoReason.STIR_03, age.toSeconds() + " s old");
        }
        if (callers.stream().noneMatch(uri -> names(uri, caller))) {
            return refused(CryptoReason.STIR_04, "it vouches for " + Excerpt.of(caller));
        }
        return called.stream().anyMatch(party -> names(to, party))
                ? Optional.empty()
                : refused(CryptoReason.STIR_04, "it is for a call to " + Excerpt.of(called.get(0)));
    }

    private static boolean mayVouch(X509Certificate certificate, Instant now) {
        try {
            certificate.checkValidity(Date.from(now));
        } catch (CertificateException outOfItsTime) {
            return false;
        }
        return certificate.getPublicKey() instanceof ECPublicKey key
                && key.getParams().getCurve().equals(curve());
    }

    /** P-256, which ES256 means (RFC 7518 3.4). */
    private static EllipticCurve curve() {
        try {
            AlgorithmParameters named = AlgorithmParameters.getInstance("EC");
            named.init(new ECGenParameterSpec("secp256r1"));
            return named.getParameterSpec(ECParameterSpec.class).getCurve();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("this Java platform lacks P-256", e);
        }
    }

    private boolean signedBy(X509Certificate certificate) {
        try {
            Signature check = Signature.getInstance("SHA256withECDSAinP1363Format");
            check.initVerify(certificate.getPublicKey());
            check.update(signed);
            return signature.length == 64 && check.verify(signature);
        } catch (GeneralSecurityException unfit) {
            return false;
        }
    }

    private static Optional<byte[]> decoded(String text) {
        try {
            return Optional.of(Base64.getUrlDecoder().decode(text));
        } catch (IllegalArgumentException broken) {
            return Optional.empty();
        }
    }

    private static Outcome<Passport> malformed(String detail) {
        return Outcome.refused(CryptoReason.STIR_01, detail);
    }

    private static Optional<Refusal> refused(CryptoReason reason, String detail) {
        return Optional.of(new Refusal(reason, detail));
    }

    private static String shown(@Nullable Object value) {
        return Excerpt.of(String.valueOf(value), 24);
    }

    /** Whom it vouches for: digits, or a user and host. */
    public String caller() {
        return caller;
    }

    /** How well the signer knows the caller (RFC 8588). */
    public Optional<String> attestation() {
        return attestation;
    }

    /** Where its certificate is said to be: only a name for it. */
    public String location() {
        return location;
    }
}
