package org.sealphone.ua.loop;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.sealphone.crypto.reason.CryptoReason;
import org.sealphone.ua.api.UaEvent;

/**
 * The messages of RFC 4475 and RFC 5118 at a phone, each with what becomes of it in the end: the status that it is answered with, the
 * reason it is dropped for,
 * {@code NOTHING} for a response to what was never asked, and {@code WAITS} for a message that announces more than it
 * brings. They come by a TLS hop; as they are, with UDP and TCP in their Vias, framing and validation end all of them.
 */
@Tag("privileged")
class TortureOutcomesTest {
    private final Bench bench = HostileTrunkTest.connected();

    @ParameterizedTest
    @CsvSource({
        // Valid (RFC 4475 3.1.1). What is left is that nobody here has that method, or takes an offer in clear; control
        // characters are refused by a rule of ours.
        "rfc4475/wsinv.dat, 481",
        "rfc4475/intmeth.dat, SIP-20",
        "rfc4475/esc01.dat, 488 SDES-10",
        "rfc4475/escnull.dat, 405",
        "rfc4475/esc02.dat, 405",
        "rfc4475/lwsdisp.dat, 200",
        "rfc4475/longreq.dat, 488 SDES-10",
        "rfc4475/dblreq.dat, 405 SIP-20 SIP-04",
        "rfc4475/semiuri.dat, 200",
        "rfc4475/transports.dat, 200",
        "rfc4475/mpart01.dat, 405",
        "rfc4475/unreason.dat, NOTHING",
        "rfc4475/noreason.dat, NOTHING",
        // Invalid (3.1.2): dropped, or where the RFC allows to be liberal and nothing depends on it, taken for what it
        // is.
        "rfc4475/badinv01.dat, SIP-20",
        "rfc4475/clerr.dat, WAITS",
        "rfc4475/ncl.dat, SIP-04",
        "rfc4475/scalar02.dat, SIP-20",
        "rfc4475/scalarlg.dat, SIP-20",
        "rfc4475/quotbal.dat, SIP-20",
        "rfc4475/ltgtruri.dat, SIP-20",
        "rfc4475/lwsruri.dat, SIP-20",
        "rfc4475/lwsstart.dat, SIP-20",
        "rfc4475/trws.dat, SIP-20",
        "rfc4475/escruri.dat, 488 SDES-10",
        "rfc4475/baddate.dat, 488 SDES-10",
        "rfc4475/regbadct.dat, 405",
        "rfc4475/badaspec.dat, 200",
        "rfc4475/baddn.dat, 200",
        "rfc4475/badvers.dat, 505 SIP-20",
        "rfc4475/mismatch01.dat, SIP-20",
        "rfc4475/mismatch02.dat, SIP-20",
        "rfc4475/bigcode.dat, SIP-20",
        // Transactions (3.2), the application (3.3) and what is older than RFC 3261 (3.4).
        "rfc4475/badbranch.dat, 200",
        "rfc4475/insuf.dat, SIP-20",
        "rfc4475/unkscm.dat, 416",
        "rfc4475/novelsc.dat, 416",
        "rfc4475/unksm2.dat, 405",
        "rfc4475/bext01.dat, 420",
        "rfc4475/invut.dat, 415",
        "rfc4475/regaut01.dat, 405",
        "rfc4475/multi01.dat, SIP-20",
        "rfc4475/mcl01.dat, SIP-04",
        "rfc4475/bcast.dat, NOTHING",
        "rfc4475/zeromf.dat, 200",
        "rfc4475/cparam01.dat, 405",
        "rfc4475/cparam02.dat, 405",
        "rfc4475/regescrt.dat, 405",
        "rfc4475/sdp01.dat, 488 SDES-10",
        "rfc4475/inv2543.dat, SIP-04",
        // No message of the RFC, and it came with them.
        "rfc4475/test.dat, SIP-20",
        // RFC 5118 4: what names an address in the wrong form, or in an ambiguous one, is taken for what JAIN-SIP
        // reads; nothing is sent there.
        "rfc5118/ipv4-mapped-ipv6, 488 SDES-10",
        "rfc5118/ipv6-bad, 405",
        "rfc5118/ipv6-bug-abnf-3-colons, 200",
        "rfc5118/ipv6-correct-abnf-2-colons, 200",
        "rfc5118/ipv6-good, 405",
        "rfc5118/ipv6-in-sdp, WAITS",
        "rfc5118/mult-ip-in-header, 481",
        "rfc5118/mult-ip-in-sdp, 488 SDES-10",
        "rfc5118/port-ambiguous, 405",
        "rfc5118/port-unambiguous, 405",
        "rfc5118/via-received-param-no-delim, 200",
        "rfc5118/via-received-param-with-delim, 481",
    })
    void ADV_76_each_torture_message_has_its_final_outcome(String file, String outcome) throws IOException {
        bench.events.clear();
        bench.trunk().flow.send(overTls(file));
        bench.settle();
        String seen = outcome();
        assertThat(seen.isEmpty() ? (nextIsHeard() ? "NOTHING" : "WAITS") : seen)
                .isEqualTo(outcome);
        assertThat(bench.network.ledger().datagramsOut()).isZero();
        assertThat(bench.events(UaEvent.IncomingCall.class)).isEmpty();
        // What some of them leave behind would be the beginning of the next message: what comes after comes by another
        // flow.
        if (bench.trunk().lost.isEmpty()) {
            bench.flow().lose(CryptoReason.NET_04);
            bench.run(5);
        }
        HostileTrunkTest.stillWorks(bench);
    }

    private String outcome() {
        List<String> seen = new ArrayList<>();
        bench.trunk().got.forEach(one -> seen.add(one.isRequest() ? one.method() : "" + one.status()));
        bench.events(UaEvent.MessageRefused.class)
                .forEach(one -> seen.add(one.refusal().reason().code()));
        bench.events(UaEvent.FlowLost.class)
                .forEach(one -> seen.add(one.refusal().reason().code()));
        bench.events(UaEvent.CallRefused.class)
                .forEach(one -> seen.add(one.refusal().reason().code()));
        return String.join(" ", seen);
    }

    private boolean nextIsHeard() {
        bench.trunk().say(bench.trunk().request("OPTIONS", "next", "", ""));
        bench.settle();
        return !bench.trunk().responses(200).isEmpty();
    }

    private static byte[] overTls(String file) throws IOException {
        String text = Files.readString(Path.of("src/test/resources/" + file), StandardCharsets.ISO_8859_1);
        text = text.contains("\r\n") ? text : text.replace("\n", "\r\n");
        text = text.contains("\r\n\r\n") ? text : text + "\r\n\r\n";
        return text.replaceAll("(?i)(SIP\\s*/\\s*[0-9.]+\\s*/\\s*)(UDP|TCP|UNKNOWN|SCTP)", "$1TLS")
                .getBytes(StandardCharsets.ISO_8859_1);
    }
}
