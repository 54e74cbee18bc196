package org.sealphone.tui.config;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class IpLiteralTest {
    private static String read(String text) {
        return IpLiteral.parse(text).map(address -> address.getHostAddress()).orElse("none");
    }

    @Test
    void digits_are_addresses() {
        assertThat(read("127.0.0.1")).isEqualTo("127.0.0.1");
        assertThat(read("255.255.255.255")).isEqualTo("255.255.255.255");
        assertThat(read("::1")).isEqualTo("0:0:0:0:0:0:0:1");
        assertThat(read("[::1]")).isEqualTo("0:0:0:0:0:0:0:1");
        assertThat(read("2001:db8::a:1")).isEqualTo("2001:db8:0:0:0:0:a:1");
        assertThat(read("1:2:3:4:5:6:7:8")).isEqualTo("1:2:3:4:5:6:7:8");
        assertThat(read("::")).isEqualTo("0:0:0:0:0:0:0:0");
        assertThat(read("1::")).isEqualTo("1:0:0:0:0:0:0:0");
    }

    @Test
    void names_and_nonsense_are_not() {
        for (String text : new String[] {
            "",
            "localhost",
            "1.2.3",
            "1.2.3.256",
            "1.2.3.4.5",
            "0x7f.1",
            "1:2:3",
            "1::2::3",
            "1:2:3:4:5:6:7:8:9",
            "12345::",
            "g::1",
            ":1",
            "1:",
            "[127.0.0.1",
            "fe80::1%eth0",
            "1:2:3:4:5:6:7::8"
        }) {
            assertThat(read(text)).as(text).isEqualTo("none");
        }
    }
}
