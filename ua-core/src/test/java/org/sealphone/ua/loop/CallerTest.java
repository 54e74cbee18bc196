package org.sealphone.ua.loop;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.sealphone.ua.api.CallMedia;
import org.sealphone.ua.api.CallReport;
import org.sealphone.ua.api.CallerFacts;
import org.sealphone.ua.api.GivenReason;
import org.sealphone.ua.api.PassportVerdict;
import org.sealphone.ua.api.Ua;
import org.sealphone.ua.api.UaEvent;

/** What a trunk says of a caller and of an end, through the real SIP stack (SIP-10, SIP-11, SIP-15). */
class CallerTest {
    private static Bench registered() {
        Bench bench = new Bench();
        bench.registered();
        return bench;
    }

    @Test
    void SIP_10_what_is_said_of_a_caller_is_shown_as_what_it_is_and_kept_in_the_report() {
        Bench bench = registered();
        Bob bob = new Bob(
                bench,
                "said",
                "P-Asserted-Identity: \"Robert\" <sips:+4930123@pbx.example>\r\nPrivacy: id\r\n"
                        + "Diversion: <sips:boss@pbx.example>;reason=no-answer\r\n"
                        + "History-Info: <sips:boss@pbx.example>;index=1\r\n");
        bob.calls();
        CallerFacts caller = bench.event(UaEvent.CallerKnown.class).caller();
        assertThat(caller.asserted()).containsExactly(new CallerFacts.Party("sips:+4930123@pbx.example", "Robert"));
        assertThat(caller.confidential()).isTrue();
        assertThat(caller.diversions()).hasSize(1);
        assertThat(caller.history()).hasSize(1);
        assertThat(caller.passports()).isEmpty();
        assertThat(bench.event(UaEvent.IncomingCall.class).from()).isEqualTo("sips:bob@pbx.example");
        assertThat(bench.journal.toString()).contains("\"asserted\":[{\"uri\":\"sips:+4930123@pbx.example\"");
        bench.trunk()
                .say(bob.cancel().replace("Max-Forwards", "Reason: SIP;cause=200;text=\"Elsewhere\"\r\nMax-Forwards"));
        bench.settle();
        assertThat(bench.event(UaEvent.ReasonGiven.class).reason())
                .isEqualTo(new GivenReason("SIP", Optional.of(200), "Elsewhere"));
        CallReport report = bench.event(UaEvent.CallEnded.class).report();
        assertThat(report.caller()).isEqualTo(caller);
        assertThat(report.given()).hasSize(1);
    }

    @Test
    void SIP_11_what_cannot_be_read_costs_neither_the_call_nor_the_rest() {
        Bench bench = registered();
        new Bob(
                        bench,
                        "odd",
                        "P-Asserted-Identity: <sips:bob@pbx.example\r\nPrivacy: id\r\nHistory-Info: \"\r\nReason: ;;\r\n")
                .calls();
        assertThat(bench.trunk().responses(180)).hasSize(1);
        CallerFacts caller = bench.event(UaEvent.CallerKnown.class).caller();
        assertThat(caller.unreadable()).isEqualTo(2);
        assertThat(caller.privacy()).containsExactly("id");
        assertThat(bench.event(UaEvent.Found.class).finding().what().reason().code())
                .isEqualTo("SIP-11");
    }

    @Test
    void a_plain_call_says_nothing_more() {
        Bench bench = registered();
        new Bob(bench, "plain").calls();
        assertThat(bench.events(UaEvent.CallerKnown.class)).isEmpty();
        assertThat(bench.events(UaEvent.Found.class)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "'Date: Mon, 01 Jun 2026 12:00:00 GMT\r\n', STIR-06",
        "'', STIR-05",
        "'Date: yesterday\r\n', STIR-05",
    })
    void SIP_15_a_compact_passport_is_judged_by_what_the_message_says(String date, String code) {
        Bench bench = registered();
        new Bob(bench, "compact", date + "Identity: ..abc;info=<https://cert.example/x>;alg=ES256\r\n").calls();
        assertThat(bench.event(UaEvent.CallerKnown.class).caller().passports())
                .singleElement()
                .satisfies(verdict -> assertThat(((PassportVerdict.Unverified) verdict)
                                .why()
                                .reason()
                                .code())
                        .isEqualTo(code));
    }

    @Test
    void SIP_15_an_identity_without_a_certificate_is_unverified_and_nothing_is_fetched() {
        Bench bench = registered();
        List<String> asked = List.copyOf(bench.asked);
        new Bob(bench, "stir", "Identity: ..abc;info=<https://cert.example/x>;alg=ES256\r\nIdentity: x\r\n").calls();
        List<PassportVerdict> verdicts =
                bench.event(UaEvent.CallerKnown.class).caller().passports();
        assertThat(verdicts).hasSize(2);
        assertThat(verdicts.get(0)).isInstanceOf(PassportVerdict.Unverified.class);
        assertThat(verdicts.get(1)).isInstanceOf(PassportVerdict.Failed.class);
        assertThat(bench.asked).isEqualTo(asked);
        assertThat(bench.targets).hasSize(1);
    }

    @Test
    void a_bye_and_a_refusal_may_give_their_reason() {
        StandingCall call = new StandingCall();
        call.bob.peer.stop();
        call.bench.trunk().say(call.bob.inside("BYE", "").replace("Contact:", "Reason: Q.850;cause=16\r\nContact:"));
        call.bench.settle();
        assertThat(call.bench.event(UaEvent.CallEnded.class).report().given())
                .containsExactly(new GivenReason("Q.850", Optional.of(16), ""));

        Bench bench = registered();
        Ua.Call dialled = bench.ua.dial("bob", CallMedia.silent());
        bench.settle();
        bench.trunk().say(bench.trunk().last().respond(503, "x", "", "Reason: Q.850;cause=34;text=\"No circuit\""));
        bench.settle();
        assertThat(bench.now(dialled.ended()).given())
                .containsExactly(new GivenReason("Q.850", Optional.of(34), "No circuit"));
    }
}
