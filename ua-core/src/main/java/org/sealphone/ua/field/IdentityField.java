package org.sealphone.ua.field;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.sealphone.crypto.passport.CompactForm;
import org.sealphone.crypto.passport.Passport;
import org.sealphone.crypto.passport.PassportCertificates;
import org.sealphone.crypto.reason.CryptoReason;
import org.sealphone.crypto.reason.Refusal;
import org.sealphone.ua.api.PassportVerdict;

/** Identity (RFC 8224): each signed identity of a request, and what came of it (SIP-15). Stateless. */
public final class IdentityField {
    private static final int MOST = 8;

    private IdentityField() {}

    /**
     * The verdicts in order; of more than eight identities the first eight are looked at.
     *
     * @param lines the values as they came
     * @param callers who the message says that it is from
     * @param to whom it is for: the value of To
     * @param date the value of Date, which the compact form needs
     */
    public static List<PassportVerdict> judge(
            List<String> lines,
            PassportCertificates known,
            Instant now,
            List<String> callers,
            String to,
            Optional<String> date) {
        String uri = NameAddr.parse(to).map(NameAddr::uri).orElse("");
        List<PassportVerdict> verdicts = new ArrayList<>();
        for (String line : lines.subList(0, Math.min(MOST, lines.size()))) {
            verdicts.add(judge(
                    CompactForm.expand(line, callers, uri, date.flatMap(IdentityField::instant)),
                    full -> Passport.read(full)
                            .fold(passport -> judge(passport, known, now, callers, uri), IdentityField::refused)));
        }
        return List.copyOf(verdicts);
    }

    /** What a compact form comes to is what the full form comes to that its signature fits; the last one's where it fits none. */
    private static PassportVerdict judge(List<String> forms, Function<String, PassportVerdict> judge) {
        PassportVerdict verdict = judge.apply(forms.get(0));
        for (String form : forms.subList(1, forms.size())) {
            if (verdict instanceof PassportVerdict.Failed failed && failed.why().reason() == CryptoReason.STIR_02) {
                verdict = judge.apply(form);
            }
        }
        return verdict;
    }

    /** RFC 3261 20.17: as RFC 1123 writes it, and in GMT. */
    private static Optional<Instant> instant(String date) {
        try {
            return Optional.of(Instant.from(DateTimeFormatter.RFC_1123_DATE_TIME.parse(date.strip())));
        } catch (DateTimeException malformed) {
            return Optional.empty();
        }
    }

    private static PassportVerdict judge(
            Passport passport, PassportCertificates known, Instant now, List<String> callers, String to) {
        return passport.verified(known, now, callers, to)
                .map(IdentityField::refused)
                .orElseGet(() -> new PassportVerdict.Verified(
                        passport.caller(), passport.attestation(), CleanText.of(passport.location())));
    }

    /** What cannot be checked here proves nothing for or against the caller. */
    private static PassportVerdict refused(Refusal why) {
        boolean unchecked = why.reason() == CryptoReason.STIR_05 || why.reason() == CryptoReason.STIR_06;
        return unchecked ? new PassportVerdict.Unverified(why) : new PassportVerdict.Failed(why);
    }
}
