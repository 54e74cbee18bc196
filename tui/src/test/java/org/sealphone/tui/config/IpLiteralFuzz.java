package org.sealphone.tui.config;

import static org.sealphone.fuzz.FuzzTarget.require;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.sealphone.fuzz.FuzzTarget;

/** Addresses as typed, in UTF-8: what is one reads again from its usual form as the same. */
public final class IpLiteralFuzz implements FuzzTarget {
    @Override
    public String name() {
        return "ip-literal";
    }

    @Override
    public List<byte[]> seeds() {
        return Stream.of(
                        "192.0.2.1",
                        "255.255.255.255",
                        "256.0.0.1",
                        "1.2.3",
                        "::",
                        "::1",
                        "2001:db8::7",
                        "[2001:db8:0:0:0:0:0:1]",
                        "1:2:3:4:5:6:7:8",
                        "1:2:3:4:5:6:7::",
                        "1::2::3",
                        ":::",
                        "::ffff:192.0.2.1",
                        "fe80::1%eth0",
                        "\u0661.2.3.4",
                        "::ffff:c000:201",
                        "host.example",
                        "")
                .map(text -> text.getBytes(StandardCharsets.UTF_8))
                .toList();
    }

    @Override
    public void check(byte[] input) {
        IpLiteral.parse(new String(input, StandardCharsets.UTF_8))
                .ifPresent(address -> require(
                        IpLiteral.parse(address.getHostAddress()).equals(Optional.of(address)),
                        "reads again as the same"));
    }
}
