package org.sealphone.crypto.tls;

import java.net.IDN;
import java.security.cert.CertificateParsingException;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import javax.security.auth.x500.X500Principal;
import org.sealphone.crypto.reason.CryptoReason;
import org.sealphone.crypto.reason.Excerpt;
import org.sealphone.crypto.reason.Outcome;

/**
 * The identities in a certificate and their comparison with the SIP domain that was configured (RFC 5922 section 7): SIP URIs
 * without a user part; DNS names only if there is no SIP URI; the common name only if there is no subjectAltName at all. Whole
 * names are compared, without regard to case, internationalised ones in their ASCII form; wildcards and suffixes match nothing.
 *
 * <p>Under {@link IdentityMode#HTTPS_WILDCARD} the DNS names and IP addresses of RFC 6125 count instead, with one asterisk as the
 * whole leftmost label.
 */
public final class SipIdentity {
    private static final String ALTERNATIVES = "2.5.29.17";
    private static final int DNS = 2;
    private static final int URI = 6;
    private static final int IP = 7;
    private static final int MOST_SHOWN = 6;
    private static final Pattern HOST = Pattern.compile("[A-Za-z0-9_.-]+|\\[[0-9A-Fa-f:.]+\\]");

    private static final Pattern COMMON_NAME = Pattern.compile("(?:^|(?<!\\\\)[,+])CN=((?:[^,+\\\\]|\\\\.)*)");

    private final List<String> uris = new ArrayList<>();
    private final List<String> names = new ArrayList<>();
    private final List<String> addresses = new ArrayList<>();
    private final Optional<String> commonName;

    private SipIdentity(Collection<List<?>> alternatives, Optional<String> commonName) {
        for (List<?> alternative : alternatives) {
            String value = String.valueOf(alternative.get(1));
            switch ((Integer) alternative.get(0)) {
                case DNS -> names.add(value);
                case URI -> uris.add(value);
                case IP -> addresses.add(value);
                default -> {
                    // Other kinds of names are no SIP identities (RFC 5922 section 7.1).
                }
            }
        }
        this.commonName = commonName;
    }

    /** The name of the certificate that is the domain, or TLS-04 with what the certificate says instead. */
    public static Outcome<String> verify(X509Certificate certificate, String domain, IdentityMode mode) {
        Optional<String> wanted = ascii(domain);
        if (wanted.isEmpty()) {
            return Outcome.refused(CryptoReason.TLS_04, Excerpt.of(domain) + " is no domain name");
        }
        SipIdentity identity;
        try {
            Collection<List<?>> alternatives = certificate.getSubjectAlternativeNames();
            if (alternatives == null && certificate.getExtensionValue(ALTERNATIVES) != null) {
                // The parser drops what it cannot read; names that are there and unreadable must not let the common
                // name in.
                return Outcome.refused(CryptoReason.TLS_04, "the names of the certificate cannot be read");
            }
            identity = alternatives == null
                    ? new SipIdentity(List.of(), commonName(certificate.getSubjectX500Principal()))
                    : new SipIdentity(alternatives, Optional.empty());
        } catch (CertificateParsingException malformed) {
            return Outcome.refused(CryptoReason.TLS_04, "the names of the certificate cannot be read");
        }
        Optional<String> match = mode == IdentityMode.HTTPS_WILDCARD
                ? identity.wildcardMatch(wanted.get())
                : identity.exactMatch(wanted.get());
        return match.map(Outcome::granted)
                .orElseGet(() -> Outcome.refused(
                        CryptoReason.TLS_04,
                        "wanted " + Excerpt.of(domain) + ", the certificate is for " + identity.shown()));
    }

    private Optional<String> exactMatch(String wanted) {
        List<String> domains =
                uris.stream().flatMap(uri -> sipDomain(uri).stream()).collect(Collectors.toList());
        List<String> candidates = !domains.isEmpty() ? domains : !names.isEmpty() ? names : commonNames();
        return candidates.stream()
                .filter(candidate -> ascii(candidate).filter(wanted::equals).isPresent())
                .findFirst();
    }

    private List<String> commonNames() {
        return commonName.map(List::of).orElse(List.of());
    }

    /** The host part of a SIP URI that names a domain and no user; other URIs are no SIP identities. */
    private static Optional<String> sipDomain(String uri) {
        if (!uri.regionMatches(true, 0, "sip:", 0, 4) || uri.indexOf('@') >= 0) {
            return Optional.empty();
        }
        String rest = uri.substring(4).split("[;?]", 2)[0];
        String host = rest.startsWith("[") ? rest : rest.split(":", 2)[0];
        return host.isEmpty() ? Optional.empty() : Optional.of(host);
    }

    private Optional<String> wildcardMatch(String wanted) {
        if (isAddress(wanted)) {
            String bare = wanted.replace("[", "").replace("]", "");
            return addresses.stream().filter(bare::equalsIgnoreCase).findFirst();
        }
        return names.stream().filter(name -> covers(name, wanted)).findFirst();
    }

    private static boolean covers(String pattern, String wanted) {
        if (!pattern.startsWith("*.")) {
            return ascii(pattern).filter(wanted::equals).isPresent();
        }
        Optional<String> parent = ascii(pattern.substring(2));
        int dot = wanted.indexOf('.');
        // A wildcard for a whole top-level domain would cover half the world.
        return parent.isPresent()
                && parent.get().contains(".")
                && dot > 0
                && wanted.substring(dot + 1).equals(parent.get());
    }

    static boolean isAddress(String host) {
        return host.startsWith("[") || host.chars().allMatch(c -> c == '.' || (c >= '0' && c <= '9'));
    }

    /** The name as DNS compares it, or nothing if it is none: a NUL, a blank or an asterisk is in no name that we look for. */
    static Optional<String> ascii(String name) {
        try {
            String plain = name.startsWith("[") ? name : IDN.toASCII(name);
            String whole = plain.endsWith(".") ? plain.substring(0, plain.length() - 1) : plain;
            return HOST.matcher(whole).matches() ? Optional.of(whole.toLowerCase(Locale.ROOT)) : Optional.empty();
        } catch (IllegalArgumentException noDomainName) {
            return Optional.empty();
        }
    }

    /** The most specific CN of RFC 2253's form. A value that needs an escape is no domain name and is left as it stands. */
    private static Optional<String> commonName(X500Principal subject) {
        Matcher matcher = COMMON_NAME.matcher(subject.getName(X500Principal.RFC2253));
        return matcher.find() ? Optional.of(matcher.group(1)) : Optional.empty();
    }

    private String shown() {
        List<String> all = new ArrayList<>();
        uris.forEach(uri -> all.add("URI:" + Excerpt.of(uri)));
        names.forEach(name -> all.add("DNS:" + Excerpt.of(name)));
        addresses.forEach(address -> all.add("IP:" + Excerpt.of(address)));
        commonName.ifPresent(name -> all.add("CN=" + Excerpt.of(name)));
        if (all.isEmpty()) {
            return "no name at all";
        }
        String more = all.size() > MOST_SHOWN ? " and " + (all.size() - MOST_SHOWN) + " more" : "";
        return String.join(", ", all.subList(0, Math.min(all.size(), MOST_SHOWN))) + more;
    }
}
