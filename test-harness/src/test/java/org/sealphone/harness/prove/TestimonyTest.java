package org.sealphone.harness.prove;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.sealphone.harness.capture.live.Capture;
import org.sealphone.harness.capture.live.InterfaceCounters;
import org.sealphone.harness.oracle.OctetClass;
import org.sealphone.harness.oracle.TlsFlow;
import org.sealphone.harness.oracle.Verdict;

/** Each witness alone is blind: the run refuses to pass, and says which of them does not agree with the others. */
class TestimonyTest {
    private static final InetSocketAddress PHONE = address("10.77.0.2", 16384);
    private static final InetSocketAddress TRUNK = address("10.77.0.1", 5061);
    private static final InterfaceCounters.Sent COUNTED = new InterfaceCounters.Sent(40, 9000);
    private static final SystemCalls TRACED = new SystemCalls(12, 1, List.of(), List.of(), Set.of());

    private static InetSocketAddress address(String ip, int port) {
        return new InetSocketAddress(ip, port);
    }

    private static Verdict verdict(long datagrams, boolean canarySeen, int controlsCaught) {
        return verdict(datagrams, 0, canarySeen, controlsCaught);
    }

    private static Verdict verdict(long datagrams, long questions, boolean canarySeen, int controlsCaught) {
        return new Verdict(
                80,
                Map.of(OctetClass.TLS, 6000L),
                0,
                List.of(),
                List.of(),
                List.of(),
                new Verdict.CanarySightings(canarySeen ? List.of() : List.of("the user's name"), 0, List.of()),
                new Verdict.Controls(9, controlsCaught, controlsCaught == 9 ? List.of() : List.of("plain RTP")),
                List.of(),
                Map.of(PHONE, new Verdict.Datagrams(datagrams, 2000)),
                questions == 0 ? Map.of() : Map.of(PHONE, new Verdict.Datagrams(questions, 80)),
                List.of(new TlsFlow(PHONE, TRUNK, "TLSv1.3", "x", "pbx.example", List.of(), 1, 1, 1, 1, 1)),
                List.of());
    }

    private static List<String> contradictions(
            Capture seen, InterfaceCounters.Sent sent, SystemCalls calls, OptionalLong ledger, Verdict verdict) {
        InetAddress phone = PHONE.getAddress();
        return new Testimony(seen, sent, calls, ledger, verdict, 12, phone, true).contradictions();
    }

    private static Capture captured(InterfaceCounters.Sent incoming, long dropped) {
        return new Capture(List.of(), incoming, dropped, List.of());
    }

    @Test
    void witnesses_that_all_see_agree() {
        assertThat(contradictions(captured(COUNTED, 0), COUNTED, TRACED, OptionalLong.of(12), verdict(12, true, 9)))
                .isEmpty();
    }

    @Test
    void a_capture_that_sees_nothing_is_noticed_by_the_interface() {
        assertThat(contradictions(
                        captured(new InterfaceCounters.Sent(0, 0), 0),
                        COUNTED,
                        TRACED,
                        OptionalLong.of(12),
                        verdict(12, true, 9)))
                .singleElement()
                .asString()
                .contains("the phone's interface counted 40 frames", "captured were 0");
        assertThat(contradictions(captured(COUNTED, 1), COUNTED, TRACED, OptionalLong.of(12), verdict(12, true, 9)))
                .containsExactly("the kernel dropped 1 frames of the capture");
    }

    @Test
    void an_interface_that_does_not_count_is_noticed_by_the_capture() {
        assertThat(contradictions(
                        captured(COUNTED, 0),
                        new InterfaceCounters.Sent(0, 0),
                        TRACED,
                        OptionalLong.of(12),
                        verdict(12, true, 9)))
                .singleElement()
                .asString()
                .contains("the phone's interface counted 0 frames");
    }

    @Test
    void a_trace_that_is_empty_is_noticed_by_the_capture_in_a_call_and_without_one() {
        SystemCalls blind = new SystemCalls(0, 0, List.of(), List.of(), Set.of());
        assertThat(contradictions(captured(COUNTED, 0), COUNTED, blind, OptionalLong.of(12), verdict(12, true, 9)))
                .hasSize(2)
                .allMatch(sentence -> sentence.startsWith("the trace of system calls has "));
        assertThat(contradictions(
                        captured(COUNTED, 0),
                        COUNTED,
                        new SystemCalls(12, 0, List.of(), List.of(), Set.of()),
                        OptionalLong.of(12),
                        verdict(12, true, 9)))
                .containsExactly("the trace of system calls has no connection of the phone, captured were 1");
    }

    @Test
    void a_phone_that_does_not_count_or_counts_one_too_few_is_noticed_by_the_oracle() {
        assertThat(contradictions(captured(COUNTED, 0), COUNTED, TRACED, OptionalLong.empty(), verdict(12, true, 9)))
                .containsExactly("the phone's own count is missing, the oracle found 12 datagrams");
        assertThat(contradictions(captured(COUNTED, 0), COUNTED, TRACED, OptionalLong.of(11), verdict(12, true, 9)))
                .containsExactly("the phone counted 11 datagrams, the oracle 12");
    }

    @Test
    void questions_for_names_are_counted_beside_media_and_one_that_the_oracle_does_not_know_is_told_of() {
        SystemCalls traced = new SystemCalls(15, 1, List.of(), List.of(), Set.of());
        assertThat(contradictions(captured(COUNTED, 0), COUNTED, traced, OptionalLong.of(12), verdict(15, 3, true, 9)))
                .isEmpty();
        assertThat(contradictions(captured(COUNTED, 0), COUNTED, traced, OptionalLong.of(12), verdict(15, 2, true, 9)))
                .containsExactly("15 datagrams left the phone, the oracle found 12 of media and 2 questions for names");
    }

    @Test
    void an_oracle_that_misses_a_planted_leak_is_told_of() {
        assertThat(contradictions(captured(COUNTED, 0), COUNTED, TRACED, OptionalLong.of(12), verdict(12, true, 8)))
                .containsExactly("controls not caught: plain RTP");
    }

    private static ProofReport proof(TrialResult... results) {
        return new ProofReport(List.of(results), results.length, Duration.ZERO);
    }

    private static TrialResult result(boolean canarySeen, String... keys) {
        return new TrialResult(
                Trial.all().get(0),
                verdict(12, canarySeen, 9),
                List.of(),
                List.of(),
                12,
                Set.of(keys),
                List.of(),
                Duration.ZERO);
    }

    @Test
    void a_canary_that_nobody_saw_proves_nothing() {
        assertThat(proof(result(true)).sealed()).isTrue();
        assertThat(proof(result(false)).sealed()).isFalse();
        assertThat(proof(result(false), result(true)).sealed()).isTrue();
    }

    @Test
    void a_key_that_comes_again_in_another_call_is_a_leak() {
        assertThat(proof(result(true, "a", "b"), result(true, "c")).leaked()).isFalse();
        assertThat(proof(result(true, "a", "b"), result(true, "b")).leaked()).isTrue();
    }
}
