package org.sealphone.crypto.passport;

import static org.sealphone.fuzz.FuzzTarget.require;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.sealphone.fuzz.FuzzTarget;

/** Identity header fields and the JSON in them: read within bounds or refused, and never believed without a certificate. */
public final class PassportFuzz implements FuzzTarget {
    @Override
    public String name() {
        return "passport";
    }

    @Override
    public List<byte[]> seeds() {
        return Stream.of(
                        "eyJhbGciOiJFUzI1NiIsInR5cCI6InBhc3Nwb3J0IiwieDV1IjoiaHR0cHM6Ly9jIn0.eyJkZXN0Ijp7InRuIjpbIjEiXX0sImlhdCI6MSwib3JpZyI6eyJ0biI6IjIifX0.AAAA;info=<https://c>;alg=ES256",
                        "..AAAA;info=<https://c>",
                        "{\"dest\":{\"tn\":[\"1\"]},\"iat\":1,\"orig\":{\"uri\":\"sip:a@b\"}}",
                        "{}",
                        "")
                .map(text -> text.getBytes(StandardCharsets.UTF_8))
                .toList();
    }

    @Override
    public void check(byte[] input) {
        JsonText.object(input);
        Passport.read(new String(input, StandardCharsets.UTF_8))
                .fold(
                        passport -> {
                            require(passport.caller().length() <= 520, "a caller of bounded length");
                            require(
                                    passport.caller().chars().allMatch(c -> c > ' ' && c < 0x7F),
                                    "a caller that can be shown");
                            return passport.verified(
                                            PassportCertificates.none(), Instant.EPOCH, List.of("sip:a@b"), "sip:c@d")
                                    .isPresent();
                        },
                        refusal -> {
                            require(refusal.text().length() < 2_000, "a refusal of bounded length");
                            return true;
                        });
    }
}
