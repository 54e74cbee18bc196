package org.sealphone.ua.loop;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.sealphone.ua.api.UaEvent;

/** RFC 5626 sections 3.5.1 and 4.4.1: a flow that is dead is found out. */
class KeepAliveTest {
    private static Bench registered() {
        Bench bench = new Bench();
        bench.ua.register();
        bench.settle();
        SipText register = bench.trunk().last();
        bench.trunk().say(register.respond(200, "t", "", "Contact: " + register.header("Contact") + ";expires=3600"));
        bench.settle();
        return bench;
    }

    @Test
    void SIP_04_a_quiet_flow_is_pinged_and_the_answer_keeps_it() {
        Bench bench = registered();
        bench.run(120_000);
        assertThat(bench.trunk().pings).isBetween(8, 10);
        assertThat(bench.trunk().requests("OPTIONS")).isEmpty();
        assertThat(bench.ua.snapshot().connected()).isTrue();
        assertThat(bench.trace).noneMatch(line -> line.strip().length() < 3);
    }

    private static int pingsInTwoMinutes(String flowTimer) {
        Bench bench = new Bench();
        bench.ua.register();
        bench.settle();
        SipText register = bench.trunk().last();
        bench.trunk()
                .say(register.respond(
                        200, "t", "", "Contact: " + register.header("Contact") + ";expires=3600", flowTimer));
        bench.settle();
        bench.run(120_000);
        assertThat(bench.ua.snapshot().connected()).isTrue();
        return bench.trunk().pings;
    }

    @Test
    void SIP_04_a_flow_timer_of_the_server_is_kept_where_it_makes_sense() {
        assertThat(pingsInTwoMinutes("Flow-Timer: 5")).isBetween(23, 30);
        for (String other : new String[] {"Flow-Timer: 4", "Flow-Timer: 120", "Flow-Timer: -5", "Flow-Timer: 5x"}) {
            assertThat(pingsInTwoMinutes(other)).as(other).isBetween(8, 10);
        }
    }

    @Test
    void SIP_04_a_server_that_answered_pings_and_stops_is_dead_within_30_seconds() {
        Bench bench = registered();
        bench.run(40_000);
        bench.trunk().pongs = false;
        ScriptedTrunk silent = bench.trunk();
        bench.run(30_000);
        assertThat(bench.event(UaEvent.FlowLost.class).refusal().reason().code())
                .isEqualTo("NET-25");
        assertThat(silent.requests("OPTIONS")).isEmpty();
        assertThat(silent.lost).as("our end was closed").isPresent();
    }

    @Test
    void SIP_04_a_server_without_pongs_is_asked_with_options_and_any_response_will_do() {
        Bench bench = registered();
        bench.trunk().pongs = false;
        bench.trunk().script = message -> {
            if (message.method().equals("OPTIONS")) {
                bench.trunk().say(message.respond(403, "x", ""));
            }
        };
        bench.run(120_000);
        assertThat(bench.trunk().requests("OPTIONS").size()).isBetween(5, 7);
        assertThat(bench.ua.snapshot().connected()).isTrue();
        bench.trunk().script = message -> {};
        bench.run(30_000);
        assertThat(bench.event(UaEvent.FlowLost.class).refusal().reason().code())
                .isEqualTo("NET-25");
    }

    @Test
    void a_machine_that_slept_tries_its_flow_and_renews_its_registration_at_once() {
        Bench bench = registered();
        bench.run(1_000);
        int registers = bench.trunk().requests("REGISTER").size();
        bench.timeline.sleep(Duration.ofHours(2));
        // Whatever happens next is the first thing that the phone sees after its sleep.
        bench.ua.ping("sips:pbx.example");
        bench.settle();
        assertThat(bench.trunk().pings).isEqualTo(1);
        assertThat(bench.trunk().requests("REGISTER")).hasSize(registers + 1);
        assertThat(bench.events(UaEvent.Found.class))
                .anyMatch(found -> found.finding().what().reason().code().equals("NET-26"));
        bench.run(10_000);
        assertThat(bench.ua.snapshot().connected()).isTrue();
    }

    @Test
    void a_clock_that_is_corrected_by_seconds_is_no_sleep() {
        Bench bench = registered();
        bench.timeline.sleep(Duration.ofSeconds(4));
        bench.ua.ping("sips:pbx.example");
        bench.settle();
        assertThat(bench.trunk().pings).isZero();
    }

    @Test
    void a_flow_that_died_while_the_machine_slept_is_found_out_in_seconds() {
        Bench bench = registered();
        bench.run(40_000);
        ScriptedTrunk before = bench.trunk();
        before.pongs = false;
        bench.timeline.sleep(Duration.ofMinutes(20));
        bench.ua.ping("sips:pbx.example");
        bench.run(6_000);
        assertThat(bench.events(UaEvent.FlowLost.class)).hasSize(1);
        bench.run(5_000);
        assertThat(bench.trunk()).isNotSameAs(before);
        assertThat(bench.trunk().requests("REGISTER")).isNotEmpty();
    }
}
