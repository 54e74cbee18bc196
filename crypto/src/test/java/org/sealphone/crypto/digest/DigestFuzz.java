package org.sealphone.crypto.digest;

import static org.sealphone.fuzz.FuzzTarget.require;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.sealphone.crypto.secret.Password;
import org.sealphone.fuzz.FuzzTarget;

/**
 * Challenges, one a line, up to the credentials that answer them: what is read prints and reads as the same, and no answer
 * breaks out of its header or its quotes.
 */
public final class DigestFuzz implements FuzzTarget {
    @Override
    public String name() {
        return "digest-challenge";
    }

    @Override
    public List<byte[]> seeds() {
        return Stream.of(
                        "Digest realm=\"pbx.example\", nonce=\"abc\", algorithm=SHA-256, qop=\"auth\"",
                        "Digest realm=\"pbx.example\", nonce=\"abc\", algorithm=MD5, qop=\"auth,auth-int\", opaque=\"o\"",
                        "Digest realm=\"a\\\"b\\\\c\", nonce=\"n\\\"\", algorithm=SHA-512-256, opaque=\"\\\"\"",
                        "Digest realm=\"r\",nonce=\"n\",stale=true,userhash=true,algorithm=SHA-256-sess",
                        "digest realm=r, nonce=abc==, qop=auth",
                        "Digest realm=\"r\", realm=\"s\", nonce=\"n\"",
                        "Digest realm=\"r\", nonce=\"\"",
                        "Digest nonce=\"n\"",
                        "Digest realm=\"r\", nonce=\"n\", qop=\"auth-conf\"",
                        "Digest realm=\"r\", nonce=\"n\", algorithm=FOO",
                        "Basic realm=\"r\"",
                        "Digest realm=\"r\r\nInjected: yes\", nonce=\"n\"",
                        "Digest realm=\"unclosed",
                        "Digest ,,, realm = \"r\" , nonce=\t\"n\",",
                        "Digest realm=\"r\", nonce=\"n\", algorithm=MD5\nDigest realm=\"r\", nonce=\"m\", algorithm=SHA-256",
                        "Digestrealm=\"r\"",
                        "")
                .map(FuzzTarget::text)
                .toList();
    }

    @Override
    public void check(byte[] input) {
        String text = FuzzTarget.text(input);
        HeaderParameters.parse(text).ifPresent(DigestFuzz::again);
        List<String> lines = List.of(text.split("\n", -1));
        for (String line : lines) {
            DigestChallenge.parse(line)
                    .fold(
                            challenge -> {
                                require(challenge.realm().length() <= 256, "a bounded realm");
                                require(DigestChallenge.isNonce(challenge.nonce()), "a nonce");
                                return true;
                            },
                            refusal -> {
                                require(refusal.text().length() < 2_000, "a refusal of bounded length");
                                return false;
                            });
        }
        DigestSession session =
                new DigestSession("alice", Password.of("pw".toCharArray()), DigestPolicy.tolerant(), null, () -> "c");
        DigestExchange exchange = session.begin(DigestRequest.of("REGISTER", "sips:pbx.example"));
        exchange.challenged(lines).fold(DigestFuzz::contained, refusal -> false);
    }

    private static boolean again(Map<String, String> parameters) {
        String printed = parameters.entrySet().stream()
                .map(each -> each.getKey() + "=\""
                        + each.getValue().replace("\\", "\\\\").replace("\"", "\\\"") + "\"")
                .collect(Collectors.joining(", "));
        require(
                HeaderParameters.parse(printed).equals(Optional.of(parameters)) || printed.length() > 8192,
                "reads again");
        return true;
    }

    /** The header reads as the parameters that were meant, none more. */
    private static boolean contained(DigestAnswer answer) {
        String value = answer.headerValue();
        require(value.chars().noneMatch(c -> c < ' ' && c != '\t' || c == 0x7F), "no control character in a header");
        Map<String, String> read = HeaderParameters.parse(value.substring("Digest".length()))
                .orElseThrow(() -> new AssertionError("our own header reads"));
        require(read.keySet().equals(answer.parameters().keySet()), "with our parameters and no others");
        require(read.get("realm").equals(answer.realm()), "and the realm that was asked for");
        return true;
    }
}
