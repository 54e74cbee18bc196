package org.sealphone.ua.loop;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.sealphone.crypto.dns.ServiceRecord;
import org.sealphone.crypto.reason.CryptoReason;
import org.sealphone.crypto.tls.TlsFailure;
import org.sealphone.ua.api.End;

/** What is known to go wrong between phones and trunks before any call: one test for each habit. */
class HabitsOfTrunksTest {
    private final Bench bench = new Bench();

    private CompletableFuture<End> registers() {
        CompletableFuture<End> end = bench.ua.register();
        bench.settle();
        return end;
    }

    @Test
    void TLS_04_the_name_that_has_to_be_shown_is_the_domain_wherever_a_search_leads() {
        bench.services.put("_sips._tcp.pbx.example", List.of(new ServiceRecord(1, 1, 5071, "edge.host.example")));
        registers();
        assertThat(bench.targets).singleElement().satisfies(target -> {
            assertThat(target.host()).isEqualTo("edge.host.example");
            assertThat(target.domain()).isEqualTo("pbx.example");
        });
    }

    @ParameterizedTest
    @EnumSource(
            value = CryptoReason.class,
            names = {"TLS_01", "TLS_04", "TLS_05", "NET_02"})
    void TLS_01_04_05_a_bad_certificate_is_called_so_each_time_and_leaves_nothing(CryptoReason reason) {
        bench.refuse = Optional.of(TlsFailure.of(reason, "in memory"));
        for (int i = 0; i < 20; i++) {
            End end = bench.now(registers());
            assertThat(end.reason().orElseThrow().reason()).isEqualTo(reason);
        }
        assertThat(((UserAgent) bench.ua).remembered()).isLessThanOrEqualTo(2);
        bench.refuse = Optional.empty();
        registers();
        assertThat(bench.trunk().requests("REGISTER")).hasSize(1);
    }

    @Test
    void SIP_04_whoever_loses_the_connection_registers_again_over_another() {
        bench.registered();
        bench.trunk().flow.close();
        bench.run(10_000);
        assertThat(bench.trunks).hasSize(2);
        assertThat(bench.trunk().requests("REGISTER")).hasSize(1);
    }

    private String answerTo(String... challenges) {
        registers();
        bench.trunk().say(bench.trunk().last().respond(401, "t", "", challenges));
        bench.settle();
        return bench.trunk().last().header("Authorization");
    }

    private static String challenge(String algorithm) {
        return "WWW-Authenticate: Digest realm=\"pbx.example\", nonce=\"n\", qop=\"auth\"" + algorithm;
    }

    @Test
    void AUTH_02_of_several_challenges_the_best_known_one_is_answered() {
        assertThat(answerTo(
                        challenge(", algorithm=SHA3-512"),
                        challenge(", algorithm=MD5"),
                        challenge(", algorithm=SHA-256")))
                .contains("algorithm=SHA-256");
    }

    @Test
    void AUTH_03_a_challenge_without_an_algorithm_means_md5() {
        assertThat(answerTo(challenge(", algorithm=SHA3-512"), challenge("")))
                .containsPattern("response=\"[0-9a-f]{32}\"");
    }

    @Test
    void AUTH_02_a_challenge_that_nobody_here_can_answer_is_not() {
        assertThat(answerTo(challenge(", algorithm=SHA3-512"))).isEmpty();
    }
}
