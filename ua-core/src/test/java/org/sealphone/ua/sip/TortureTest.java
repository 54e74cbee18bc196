package org.sealphone.ua.sip;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.sealphone.crypto.reason.Refusal;

/**
 * The messages of RFC 4475 and RFC 5118, each with its stated outcome. They name UDP and TCP in their Vias: as they are, whatever gets past
 * framing is refused for that; with the Via of a TLS hop, the table holds. {@code TAKEN} may be answered with an error by the engine still;
 * {@code WAITS} is a message that announces more than it brings.
 */
class TortureTest {
    @ParameterizedTest
    @CsvSource({
        // Valid by RFC 4475 3.1.1, and one that our own rule refuses: NUL and other control characters in a quoted
        // string.
        "rfc4475/wsinv.dat, TAKEN",
        "rfc4475/intmeth.dat, SIP-20",
        "rfc4475/esc01.dat, TAKEN",
        "rfc4475/escnull.dat, TAKEN",
        "rfc4475/esc02.dat, TAKEN",
        "rfc4475/lwsdisp.dat, TAKEN",
        "rfc4475/longreq.dat, TAKEN",
        "rfc4475/dblreq.dat, TAKEN PONG UNREADABLE BROKEN",
        "rfc4475/semiuri.dat, TAKEN",
        "rfc4475/transports.dat, TAKEN",
        "rfc4475/mpart01.dat, TAKEN",
        "rfc4475/unreason.dat, TAKEN",
        "rfc4475/noreason.dat, TAKEN",
        // Invalid by 3.1.2. Where the RFC allows to be liberal and nothing depends on it, JAIN-SIP is.
        "rfc4475/badinv01.dat, UNREADABLE",
        "rfc4475/clerr.dat, WAITS",
        "rfc4475/ncl.dat, BROKEN",
        "rfc4475/scalar02.dat, SIP-20",
        "rfc4475/scalarlg.dat, SIP-20",
        "rfc4475/quotbal.dat, UNREADABLE",
        "rfc4475/ltgtruri.dat, UNREADABLE",
        "rfc4475/lwsruri.dat, SIP-20",
        "rfc4475/lwsstart.dat, SIP-20",
        "rfc4475/trws.dat, SIP-20",
        "rfc4475/escruri.dat, TAKEN",
        "rfc4475/baddate.dat, TAKEN",
        "rfc4475/regbadct.dat, TAKEN",
        "rfc4475/badaspec.dat, TAKEN",
        "rfc4475/baddn.dat, TAKEN",
        "rfc4475/badvers.dat, SIP-20",
        "rfc4475/mismatch01.dat, SIP-20",
        "rfc4475/mismatch02.dat, SIP-20",
        "rfc4475/bigcode.dat, SIP-20",
        // 3.2 to 3.4: transactions, application layer, backward compatibility.
        "rfc4475/badbranch.dat, TAKEN",
        "rfc4475/insuf.dat, SIP-20",
        "rfc4475/unkscm.dat, TAKEN",
        "rfc4475/novelsc.dat, TAKEN",
        "rfc4475/unksm2.dat, TAKEN",
        "rfc4475/bext01.dat, TAKEN",
        "rfc4475/invut.dat, TAKEN",
        "rfc4475/regaut01.dat, TAKEN",
        "rfc4475/multi01.dat, SIP-20",
        "rfc4475/mcl01.dat, BROKEN",
        "rfc4475/bcast.dat, TAKEN",
        "rfc4475/zeromf.dat, TAKEN",
        "rfc4475/cparam01.dat, TAKEN",
        "rfc4475/cparam02.dat, TAKEN",
        "rfc4475/regescrt.dat, TAKEN",
        "rfc4475/sdp01.dat, TAKEN",
        "rfc4475/inv2543.dat, BROKEN",
        "rfc4475/test.dat, SIP-20",
        "rfc5118/ipv6-good, TAKEN",
        "rfc5118/ipv6-bad, TAKEN",
        "rfc5118/port-ambiguous, TAKEN",
        "rfc5118/port-unambiguous, TAKEN",
        "rfc5118/via-received-param-with-delim, TAKEN",
        "rfc5118/via-received-param-no-delim, TAKEN",
        "rfc5118/ipv6-in-sdp, WAITS",
        "rfc5118/mult-ip-in-header, TAKEN",
        "rfc5118/mult-ip-in-sdp, TAKEN",
        "rfc5118/ipv4-mapped-ipv6, TAKEN",
        "rfc5118/ipv6-bug-abnf-3-colons, TAKEN",
        "rfc5118/ipv6-correct-abnf-2-colons, TAKEN",
    })
    void ADV_76_each_message_has_its_outcome(String file, String outcome) {
        byte[] bytes = read(file);
        assertThat(outcome(overTls(bytes))).isEqualTo(outcome);
        assertThat(outcome(crlf(bytes))).doesNotStartWith(file.contains("bext01") ? "SIP-20" : "TAKEN");
        for (int cut = 1; cut < bytes.length; cut += 97) {
            outcome(Arrays.copyOf(bytes, cut));
        }
    }

    static byte[] read(String name) {
        try (InputStream in = Objects.requireNonNull(TortureTest.class.getResourceAsStream("/" + name), name)) {
            return in.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static byte[] crlf(byte[] bytes) {
        String text = new String(bytes, StandardCharsets.ISO_8859_1);
        if (!text.contains("\r\n")) {
            text = text.replace("\n", "\r\n");
        }
        if (!text.contains("\r\n\r\n")) {
            text += "\r\n\r\n";
        }
        return text.getBytes(StandardCharsets.ISO_8859_1);
    }

    static byte[] overTls(byte[] bytes) {
        return new String(crlf(bytes), StandardCharsets.ISO_8859_1)
                .replaceAll("(?i)(SIP\\s*/\\s*2\\.0\\s*/\\s*)(UDP|TCP|UNKNOWN|SCTP)", "$1TLS")
                .getBytes(StandardCharsets.ISO_8859_1);
    }

    static String outcome(byte[] bytes) {
        List<String> seen = new ArrayList<>();
        StreamFramer framer = new StreamFramer(new StreamFramer.Sink() {
            @Override
            public void message(byte[] message, int headLength) {
                seen.add(MessageValidator.check(message, headLength)
                        .fold(sound -> read(sound, message, headLength), refusal -> refusal.reason()
                                .code()));
            }

            @Override
            public void ping() {
                seen.add("PING");
            }

            @Override
            public void pong() {
                seen.add("PONG");
            }

            @Override
            public void broken(Refusal refusal) {
                seen.add("BROKEN");
            }
        });
        framer.feed(bytes, bytes.length);
        return seen.isEmpty() ? "WAITS" : String.join(" ", seen);
    }

    private static String read(MessageVerdict.Sound sound, byte[] message, int headLength) {
        byte[] head = sound.head().normalised();
        byte[] all = Arrays.copyOf(head, head.length + message.length - headLength);
        System.arraycopy(message, headLength, all, head.length, message.length - headLength);
        return JainCall.get(() -> MessageIntake.parse(all)).value().isPresent() ? "TAKEN" : "UNREADABLE";
    }
}
