package org.sealphone.ua.loop;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.sealphone.ua.api.CallMedia;
import org.sealphone.ua.api.SecurityAgreement;
import org.sealphone.ua.api.TrunkTerms;
import org.sealphone.ua.api.UaEvent;

/** The agreement on sealed media that some trunks want first (RFC 3329, 3GPP TS 33.328), over the real SIP stack. */
class MediasecTest {
    private static Bench bench() {
        return new Bench(builder -> builder.terms(TrunkTerms.USUAL.withAgreement(SecurityAgreement.MEDIASEC)));
    }

    private static SipText challenged(Bench bench, String... offers) {
        bench.ua.register();
        bench.settle();
        String[] headers = new String[offers.length + 1];
        headers[0] = RegistrationTest.SHA256;
        for (int i = 0; i < offers.length; i++) {
            headers[i + 1] = "Security-Server: " + offers[i];
        }
        bench.trunk().say(bench.trunk().last().respond(401, "t", "", headers));
        bench.settle();
        return bench.trunk().last();
    }

    @Test
    void what_the_trunk_offers_is_repeated_word_for_word_and_in_order() {
        Bench bench = bench();
        SipText second = challenged(bench, "msrp-tls;mediasec", "sdes-srtp;mediasec", "dtls-srtp;mediasec");
        SipText first = bench.trunk().requests("REGISTER").get(0);
        for (SipText register : List.of(first, second)) {
            assertThat(register.header("Security-Client")).isEqualTo("sdes-srtp;mediasec");
            assertThat(register.header("Require")).isEqualTo("mediasec");
            assertThat(register.header("Proxy-Require")).isEqualTo("mediasec");
        }
        assertThat(first.all("Security-Verify")).isEmpty();
        assertThat(second.all("Security-Verify"))
                .containsExactly("msrp-tls;mediasec, sdes-srtp;mediasec, dtls-srtp;mediasec");
        assertThat(second.header("Authorization")).startsWith("Digest ");
        bench.grants();
        bench.ua.dial("bob", CallMedia.silent());
        bench.settle();
        SipText invite = bench.trunk().last();
        assertThat(invite.all("Security-Verify")).isEqualTo(second.all("Security-Verify"));
        assertThat(invite.all("Require")).isEmpty();
        assertThat(invite.body).containsOnlyOnce("a=3ge2ae:requested\r\na=crypto:");
        assertThat(bench.events(UaEvent.Found.class)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"msrp-tls;mediasec", "sdes-srtp", "sdes-srtp;mediasec, \"", "sdes-srtp;;mediasec"})
    void SIP_39_a_trunk_that_does_not_offer_it_is_a_finding(String offer) {
        Bench bench = bench();
        SipText second = challenged(bench, offer);
        assertThat(second.header("Authorization")).startsWith("Digest ");
        assertThat(bench.event(UaEvent.Found.class).finding().what().reason().code())
                .isEqualTo("SIP-39");
    }

    @Test
    void without_it_nothing_of_it_is_said() {
        Bench bench = new Bench();
        SipText second = challenged(bench, "sdes-srtp;mediasec");
        bench.grants();
        bench.ua.dial("bob", CallMedia.silent());
        bench.settle();
        assertThat(second.startLine).startsWith("REGISTER");
        assertThat(bench.trunk().raw.toString())
                .doesNotContainIgnoringCase("security-")
                .doesNotContain("3ge2ae");
    }
}
