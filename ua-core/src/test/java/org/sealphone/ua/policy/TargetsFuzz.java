package org.sealphone.ua.policy;

import static org.sealphone.fuzz.FuzzTarget.require;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.sealphone.crypto.reason.Refusal;
import org.sealphone.fuzz.FuzzTarget;

/** Targets as typed, in UTF-8: what is accepted is reached over TLS, is one word of ASCII, and reads again as the same. */
public final class TargetsFuzz implements FuzzTarget {
    private static final SipTarget TRUNK = new SipTarget(TargetScheme.SIPS, Optional.of("alice"), "pbx.example", 5061);

    @Override
    public String name() {
        return "targets";
    }

    @Override
    public List<byte[]> seeds() {
        return Stream.of(
                        "sips:bob@pbx.example",
                        "sip:bob@pbx.example:5061;transport=tls",
                        "sip:bob@pbx.example;transport=udp",
                        "sips:bob@pbx.example;transport=tcp",
                        "sips:bob:pw@pbx.example",
                        "sips:bob@[2001:db8::1]:5061",
                        "sips:bob@192.0.2.1",
                        "sips:pbx.example?Subject=x",
                        "tls:pbx.example:5061",
                        "udp:pbx.example:5060",
                        "tcp:pbx.example",
                        "tel:+4930123456",
                        "+49 (30) 123-456",
                        "bob",
                        "b\u00f6b",
                        "bob@pbx.example",
                        "sips:b%6Fb@pbx.example",
                        "sips:b%0d%0ab@pbx.example",
                        "sips:bob@pbx.example\r\nVia: x",
                        "sips:",
                        "sips:@",
                        "http://pbx.example",
                        "[::1]:5061",
                        "pbx.example:99999",
                        "")
                .map(text -> text.getBytes(StandardCharsets.UTF_8))
                .toList();
    }

    @Override
    public void check(byte[] input) {
        String typed = new String(input, StandardCharsets.UTF_8);
        Targets.server(typed).fold(server -> accepted(server), TargetsFuzz::bounded, TargetsFuzz::bounded);
        Targets.callee(typed, TRUNK).fold(callee -> accepted(callee), TargetsFuzz::bounded, TargetsFuzz::bounded);
    }

    private static boolean accepted(SipTarget target) {
        String uri = target.uri();
        require(
                uri.chars().allMatch(c -> c > ' ' && c < 0x7F && c != '"' && c != '<' && c != '>'),
                "one word of ASCII");
        require(uri.startsWith("sips:") || uri.endsWith(";transport=tls"), "over TLS");
        require(target.port() > 0 && target.port() <= 65_535, "a port that exists");
        require(uri.length() <= 4 * 1024, "a URI of bounded length");
        if (uri.length() > 1024) {
            return true;
        }
        TargetOutcome again = target.user().isPresent() ? Targets.callee(uri, TRUNK) : Targets.server(uri);
        require(again.fold(target::equals, refusal -> false, malformed -> false), "reads again as the same: " + uri);
        return true;
    }

    private static boolean bounded(Refusal refusal) {
        require(refusal.text().length() < 2_000, "a refusal of bounded length");
        return false;
    }
}
