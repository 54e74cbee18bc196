package org.sealphone.crypto.passport;

import java.math.BigInteger;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.bouncycastle.asn1.ASN1Encodable;
import org.bouncycastle.asn1.ASN1IA5String;
import org.bouncycastle.asn1.ASN1Integer;
import org.bouncycastle.asn1.ASN1OctetString;
import org.bouncycastle.asn1.ASN1Sequence;
import org.bouncycastle.asn1.ASN1TaggedObject;

/**
 * Which numbers a certificate may vouch for: its TNAuthList (RFC 8226 9), a list of numbers, ranges of numbers, and codes of service
 * providers. Whose numbers a provider's code stands for is known to a registry alone; so a certificate with such a code is believed for any
 * number, as one without the list is: both were configured by hand. One that lists numbers is believed for these. Immutable.
 */
final class NumberAuthority {
    static final String OID = "1.3.6.1.5.5.7.1.26";

    private static final int MOST_ENTRIES = 4096;
    private static final int PROVIDER = 0;
    private static final int RANGE = 1;
    private static final int ONE = 2;

    private final boolean ofProvider;
    private final List<Range> ranges;

    /** Numbers of one length that follow each other. */
    private record Range(String first, BigInteger count) {
        boolean covers(String number) {
            if (first.length() != number.length() || !first.matches("[0-9]+") || !number.matches("[0-9]+")) {
                return first.equals(number);
            }
            BigInteger beyond = new BigInteger(number).subtract(new BigInteger(first));
            return beyond.signum() >= 0 && beyond.compareTo(count) < 0;
        }
    }

    private NumberAuthority(boolean ofProvider, List<Range> ranges) {
        this.ofProvider = ofProvider;
        this.ranges = List.copyOf(ranges);
    }

    /** That of a certificate: empty when its list cannot be read, and then it may vouch for nobody. */
    static Optional<NumberAuthority> of(X509Certificate certificate) {
        byte[] extension = certificate.getExtensionValue(OID);
        if (extension == null) {
            return Optional.of(new NumberAuthority(true, List.of()));
        }
        try {
            return read(ASN1Sequence.getInstance(
                    ASN1OctetString.getInstance(extension).getOctets()));
        } catch (IllegalArgumentException | IllegalStateException malformed) {
            return Optional.empty();
        }
    }

    private static Optional<NumberAuthority> read(ASN1Sequence entries) {
        if (entries.size() == 0 || entries.size() > MOST_ENTRIES) {
            return Optional.empty();
        }
        boolean ofProvider = false;
        List<Range> ranges = new ArrayList<>();
        for (ASN1Encodable entry : entries) {
            ASN1TaggedObject choice = ASN1TaggedObject.getInstance(entry);
            ASN1Encodable said = choice.getExplicitBaseObject();
            if (choice.getTagNo() == PROVIDER) {
                ASN1IA5String.getInstance(said);
                ofProvider = true;
            } else if (choice.getTagNo() == RANGE) {
                ASN1Sequence range = ASN1Sequence.getInstance(said);
                if (range.size() < 2) {
                    return Optional.empty();
                }
                BigInteger count = ASN1Integer.getInstance(range.getObjectAt(1)).getPositiveValue();
                ranges.add(new Range(number(range.getObjectAt(0)), count));
            } else if (choice.getTagNo() == ONE) {
                ranges.add(new Range(number(said), BigInteger.ONE));
            } else {
                return Optional.empty();
            }
        }
        return Optional.of(new NumberAuthority(ofProvider, ranges));
    }

    private static String number(ASN1Encodable said) {
        String number = ASN1IA5String.getInstance(said).getString();
        if (!number.matches("[0-9#*]{1,15}")) {
            throw new IllegalArgumentException("no telephone number");
        }
        return number;
    }

    /** Whether it may vouch for this party: digits, or a user and host, which no list of numbers has. */
    boolean covers(String party) {
        return ofProvider || ranges.stream().anyMatch(range -> range.covers(party));
    }
}
