package org.sealphone.crypto.tls;

import static org.sealphone.fuzz.FuzzTarget.require;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;
import org.sealphone.fuzz.FuzzTarget;

/**
 * Names in certificates against the domain that is wanted: the first line, in UTF-8. The others are names, each with its kind
 * and a colon: {@code U} URI, {@code D} DNS, {@code I} IP, {@code O} another. Whatever they are, a match is a name that stands
 * there. The whole input is also read as a pin.
 */
public final class IdentityFuzz implements FuzzTarget {
    @Override
    public String name() {
        return "identity";
    }

    @Override
    public List<byte[]> seeds() {
        return Stream.of(
                        "pbx.example\nD:pbx.example",
                        "pbx.example\nU:sip:pbx.example\nD:other.example",
                        "pbx.example\nU:sip:alice@pbx.example",
                        "pbx.example\nU:sip:pbx.example:5061;transport=tls",
                        "PBX.example.\nD:pbx.EXAMPLE",
                        "a.pbx.example\nD:*.pbx.example",
                        "pbx.example\nD:*.example",
                        "pbx.example\nD:*",
                        "192.0.2.1\nI:192.0.2.1",
                        "[2001:db8::1]\nI:2001:db8:0:0:0:0:0:1",
                        "b\u00fccher.example\nD:xn--bcher-kva.example",
                        "pbx.example\nD:pbx.example\u0000.evil.example",
                        "pbx.example\nO:pbx.example",
                        "pbx.example",
                        "\nD:",
                        "xn--\nD:xn--",
                        "[\nU:sip:[\nU:sip:[x",
                        "sha256/AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=",
                        "sha256/AAAA")
                .map(text -> text.getBytes(StandardCharsets.UTF_8))
                .toList();
    }

    @Override
    public void check(byte[] input) {
        String text = new String(input, StandardCharsets.UTF_8);
        SpkiPin.parse(text).fold(IdentityFuzz::pin, refusal -> false);
        String[] lines = text.split("\n", -1);
        NamesOnly certificate = new NamesOnly(lines);
        for (IdentityMode mode : IdentityMode.values()) {
            SipIdentity.verify(certificate, lines[0], mode)
                    .fold(
                            match -> {
                                require(names(match, lines), "a match is a name of the certificate");
                                return true;
                            },
                            refusal -> {
                                require(refusal.text().length() < 4_000, "a refusal of bounded length");
                                return false;
                            });
        }
    }

    private static boolean pin(SpkiPin pin) {
        require(SpkiPin.parse(pin.text()).fold(pin::equals, refusal -> false), "a pin reads again as the same");
        return true;
    }

    /** The wanted domain itself, or its parent under a wildcard, stands in one of the lines. */
    private static boolean names(String match, String[] lines) {
        Optional<String> wanted = SipIdentity.ascii(lines[0]);
        String plain = wanted.orElseThrow().replaceAll("[\\[\\]]", "");
        int dot = plain.indexOf('.');
        boolean covers = SipIdentity.ascii(match).filter(wanted.get()::equals).isPresent()
                || match.equalsIgnoreCase(plain)
                || match.startsWith("*.")
                        && SipIdentity.ascii(match.substring(2))
                                .filter(parent -> parent.equals(plain.substring(dot + 1)))
                                .isPresent();
        return covers
                && Stream.of(lines).skip(1).anyMatch(line -> line.toLowerCase(Locale.ROOT)
                        .contains(match.toLowerCase(Locale.ROOT)));
    }
}
