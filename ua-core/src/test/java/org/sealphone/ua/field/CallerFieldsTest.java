package org.sealphone.ua.field;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.sealphone.ua.api.CallerFacts;
import org.sealphone.ua.api.CallerFacts.Diversion;
import org.sealphone.ua.api.CallerFacts.Hop;
import org.sealphone.ua.api.CallerFacts.Party;
import org.sealphone.ua.api.GivenReason;

class CallerFieldsTest {
    private static CallerFacts read(Map<String, List<String>> lines) {
        return CallerFields.read(name -> lines.getOrDefault(name, List.of()), asserted -> List.of());
    }

    private static CallerFacts read(String name, String... lines) {
        return read(Map.of(name, List.of(lines)));
    }

    @Test
    void SIP_10_an_asserted_identity_is_one_or_two_parties() {
        assertThat(read("p-asserted-identity", "\"Bob\" <sips:bob@pbx.example>, tel:+49301")
                        .asserted())
                .containsExactly(new Party("sips:bob@pbx.example", "Bob"), new Party("tel:+49301", ""));
        CallerFacts many = read("p-asserted-identity", "<sip:a@b>, <sip:c@d>", "<sip:e@f>");
        assertThat(many.asserted()).isEmpty();
        assertThat(many.unreadable()).isEqualTo(1);
    }

    @ParameterizedTest
    @CsvSource({
        "p-asserted-identity,<http://x>",
        "p-asserted-identity,bob",
        "diversion,<sip:a",
        "history-info,<sip:a@b>",
        "history-info,<sip:a@b>;index=1.",
        "privacy,id;;user",
        "privacy,'id,user'",
        "diversion,'<sip:a@b>;x=1;x=2'"
    })
    void SIP_11_a_field_that_cannot_be_read_is_ignored_as_a_whole_and_counted(String name, String value) {
        CallerFacts facts = read(name, value);
        assertThat(facts).isEqualTo(new CallerFacts(List.of(), List.of(), List.of(), List.of(), List.of(), 1));
    }

    @Test
    void SIP_10_privacy_says_what_is_to_be_hidden() {
        assertThat(read("privacy", "ID ; critical").privacy()).containsExactly("id", "critical");
        assertThat(read("privacy", "id").confidential()).isTrue();
        assertThat(read("privacy", "none").confidential()).isFalse();
    }

    @Test
    void SIP_11_diversions_and_history_are_shown_in_order() {
        assertThat(read("diversion", "\"Boss\" <sip:boss@pbx>;reason=user-busy;counter=1", "<tel:+1>")
                        .diversions())
                .containsExactly(
                        new Diversion(new Party("sip:boss@pbx", "Boss"), "user-busy"),
                        new Diversion(new Party("tel:+1", ""), ""));
        assertThat(read(
                                "history-info",
                                "<sip:a@b?Privacy=none&Reason=SIP%3Bcause%3D302>;index=1, <sip:c@d>;index=1.1;rc=1")
                        .history())
                .containsExactly(
                        new Hop("1", new Party("sip:a@b", ""), Optional.of(302)),
                        new Hop("1.1", new Party("sip:c@d", ""), Optional.empty()));
    }

    @Test
    void a_reason_is_a_protocol_with_a_cause_and_words() {
        assertThat(ReasonField.read(
                        List.of("SIP;cause=200;text=\"Taken, \\\"elsewhere\\\"\u001b[2J\", Q.850 ;cause=16", "x")))
                .containsExactly(
                        new GivenReason("SIP", Optional.of(200), "Taken, \"elsewhere\"[2J"),
                        new GivenReason("Q.850", Optional.of(16), ""),
                        new GivenReason("x", Optional.empty(), ""));
        assertThat(ReasonField.read(List.of("SIP;cause=many, Q.850;cause=17")))
                .containsExactly(new GivenReason("Q.850", Optional.of(17), ""));
        assertThat(ReasonField.read(List.of("SIP;text=\"x"))).isEmpty();
    }
}
