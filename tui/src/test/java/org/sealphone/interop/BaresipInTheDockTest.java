package org.sealphone.interop;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * {@code prove} with a phone that nobody here wrote: Debian's baresip 1.0.0 through {@code docs/adapters/baresip}. What it does is known; whether
 * the witnesses see it is in question. Needs root, baresip-core, iproute2, strace.
 */
@Tag("interop")
@Timeout(180)
class BaresipInTheDockTest {
    private static final Pattern SEALED_RTP = Pattern.compile("\"srtp\": ?(\\d+)");

    private static String prove(String scenario) throws IOException, InterruptedException {
        Process process = new ProcessBuilder(
                        Path.of("..", "sealphone").toString(),
                        "prove",
                        "-o",
                        "json",
                        "-q",
                        "--scenario",
                        scenario,
                        "--subject",
                        Path.of("..", "docs", "adapters", "baresip").toRealPath()
                                + " {trunk} {user} {password-file} {ca} {target}")
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        String out = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor()).as(out).isEqualTo(9);
        return out;
    }

    /** Sound under the keys of its SDP; beside it RTCP that opens the way before there are keys, and a BYE of RTCP after they are gone. */
    @Test
    void in_an_ordinary_call_its_sound_is_sealed_and_its_reports_before_and_after_the_keys_are_not() throws Exception {
        String out = prove("CALL-01");
        Matcher sealed = SEALED_RTP.matcher(out);
        assertThat(sealed.find()).isTrue();
        assertThat(Long.parseLong(sealed.group(1))).isGreaterThan(50 * 182);
        assertThat(out).contains("no RTP or RTCP", "80 cc 00 03", "81 cb 00 03").doesNotContain("172 octets");
    }

    /** A secure profile, and no key: 160 octets of G.711 and a header, as they are. */
    @Test
    void an_answer_without_keys_is_answered_with_sound_in_clear() throws Exception {
        assertThat(prove("ADV-03")).contains("172 octets: no SDP names these addresses", "af af af af af af af af");
    }
}
