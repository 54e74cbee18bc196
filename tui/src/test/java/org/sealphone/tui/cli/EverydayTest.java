package org.sealphone.tui.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.sealphone.harness.trunk.SdpPassage;
import org.sealphone.harness.trunk.SipSeen;
import org.sealphone.harness.trunk.TrunkObserver;
import org.sealphone.ua.api.EndedBy;

/**
 * What happens every day, as commands meet it: exit code and words. What goes wrong with trunks and files is in {@link MessagesTest}, signals
 * to a process of its own in {@link SignalTest}, time-outs in {@link TimeoutTest}.
 */
class EverydayTest {
    @TempDir
    Path folder;

    @ParameterizedTest(name = "{0}")
    @CsvSource({"486, SIP-31, busy", "603, SIP-34, declined", "480, SIP-33, not there"})
    void a_call_that_is_declined_ends_with_4_and_says_why_unless_it_was_foretold(int status, String code, String name)
            throws Exception {
        try (Bench bench = Bench.open(folder);
                RingingPhone bob = RingingPhone.declining(bench, status)) {
            Bench.run(bench.as("alice", "call", "bob"))
                    .exits(4)
                    .says("call " + status, "[" + code + "]", "do ", "rejected-by-peer (exit 4)");
            Bench.run(bench.as("alice", "call", "bob", "--expect", Integer.toString(status)))
                    .exits(0)
                    .saysNot(code);
            assertThat(bob.ended().endedBy()).isEqualTo(EndedBy.LOCAL);
        }
    }

    @Tag("privileged")
    @Test
    void NET_21_nobody_answers() throws Exception {
        try (Bench bench = Bench.open(folder);
                RingingPhone bob = RingingPhone.register(bench)) {
            Bench.run(bench.as("alice", "call", "bob", "--timeout", "1s"))
                    .exits(6)
                    .says("it rings", "[NET-21]", "unreachable (exit 6)");
            assertThat(bob.ended().endedBy()).isEqualTo(EndedBy.REMOTE);
        }
    }

    @Test
    void a_caller_who_gives_up_while_it_rings_is_known_to_have_cancelled() throws Exception {
        try (Bench bench = Bench.open(folder);
                RingingPhone bob = RingingPhone.register(bench)) {
            Bench.Running alice = Bench.start(bench.as("alice", "call", "bob")).said("it rings");
            alice.interrupted().ran().exits(130).says("[CLI-24]", "hanging up", "unregistered");
            assertThat(bob.ended().endedBy()).isEqualTo(EndedBy.REMOTE);
        }
    }

    @Test
    @Tag("privileged")
    void SIP_25_who_is_called_in_a_call_is_busy_and_the_call_goes_on() throws Exception {
        try (Bench bench = Bench.open(folder)) {
            Bench.Running bob = Bench.start(bench.as("bob", "answer", "--auto", "--calls", "2"), "-o", "json")
                    .said("waiting for calls");
            Bench.Running first =
                    Bench.start(bench.as("alice", "call", "bob", "--for", "4s")).said("sealed: ");
            Bench.run(bench.as("alice", "call", "bob")).exits(4).says("call 486");
            first.ran().exits(0).says("ended by us");
            Bench.Ran both = bob.ran().exits(1).says("SIP-25", "was refused with 486");
            assertThat(both.out()).contains("\"status\":486", "\"status\":200");
        }
    }

    @Test
    @Tag("privileged")
    void a_trunk_that_goes_in_the_call_leaves_the_call_as_it_was() throws Exception {
        try (Bench bench = Bench.open(folder)) {
            Bench.Running bob = Bench.start(
                            bench.as("bob", "answer", "--auto", "--calls", "1", "--for", "8s"), "--play", "tone:660")
                    .said("waiting for calls");
            Bench.Running alice = Bench.start(
                            bench.as("alice", "call", "bob", "--for", "5s"), "--expect-tone", "660", "-o", "json")
                    .said("sealed: ");
            bob.said("sealed: ");
            bench.trunk().close();
            alice.said("the trunk is gone; the call goes on");
            Bench.Ran ran = alice.ran().exits(0);
            bob.interrupted().ran().exits(130);
            assertThat(ran.out()).contains("\"ended_by\":\"local\"", "\"rx_auth_failed\":0");
        }
    }

    @Tag("privileged")
    @Test
    void without_patience_the_call_ends_with_its_trunk() throws Exception {
        try (Bench bench = Bench.open(folder)) {
            Bench.Running bob = Bench.start(bench.as("bob", "answer", "--auto")).said("waiting for calls");
            Bench.Running alice = Bench.start(bench.as("alice", "call", "bob", "--for", "60s"), "--flow-patience", "0s")
                    .said("sealed: ");
            bob.said("sealed: ");
            bench.trunk().close();
            alice.ran().exits(6).says("[NET-0", "unreachable (exit 6)").saysNot("the call goes on");
            bob.interrupted().ran().exits(130);
        }
    }

    private static String underAnotherKey(SdpPassage passage) {
        return passage.offer() ? passage.sdp() : passage.sdp().replaceAll("inline:.{8}", "inline:AAAAAAAA");
    }

    private static String withoutDigits(SdpPassage passage) {
        return passage.offer()
                ? passage.sdp()
                : passage.sdp()
                        .replaceAll("(m=audio [0-9]+ RTP/SAVP [0-9]+).*", "$1")
                        .replaceAll("a=(rtpmap|fmtp):[0-9]+ (telephone-event/[0-9]+|0-1[56])\r\n", "");
    }

    /** Half a minute, which is how long the phone waits for something that authenticates. */
    @Test
    @Tag("privileged")
    void ADV_71_a_peer_whose_sound_authenticates_never_is_hung_up_with_7() throws Exception {
        try (Bench bench = Bench.open(folder, trunk -> trunk.sdpRewriter(EverydayTest::underAnotherKey))) {
            Bench.run(bench.as("alice", "call", "echo"))
                    .exits(7)
                    .says("media-failed (exit 7)", "ended by us", "not authentic");
        }
    }

    @Tag("privileged")
    @Test
    void SRTP_21_digits_that_the_other_side_does_not_take_are_not_sent_otherwise() throws Exception {
        List<String> words = List.of("call", "echo", "--codecs", "pcmu", "--dtmf", "12#", "--for", "2s");
        try (Bench bench = Bench.open(folder, trunk -> trunk.sdpRewriter(EverydayTest::withoutDigits))) {
            Bench.run(bench.as("alice", words.toArray(String[]::new)))
                    .exits(1)
                    .says("[CLI-27]", "0 of 3", "SRTP-21")
                    .saysNot("12#");
        }
        try (Bench bench = Bench.open(Files.createDirectory(folder.resolve("honest")))) {
            Bench.run(bench.as("alice", words.toArray(String[]::new))).exits(0);
        }
    }

    /** The wish alone, in this process: it has to come while the call is being answered, which no signal can be timed to. */
    @Test
    void an_interrupt_while_a_call_is_being_answered_ends_it_and_unregisters() throws Exception {
        Queue<Bench.Running> answering = new ConcurrentLinkedQueue<>();
        TrunkObserver atInvite = new TrunkObserver() {
            @Override
            public void sip(SipSeen seen) {
                Secrets.learn(seen.text());
                if (!seen.inbound() && seen.text().startsWith("INVITE ")) {
                    answering.forEach(Bench.Running::interrupted);
                }
            }
        };
        try (Bench bench = Bench.open(folder, trunk -> trunk.observer(atInvite))) {
            Bench.Running bob = Bench.start(bench.as("bob", "answer", "--auto")).said("waiting for calls");
            answering.add(bob);
            Bench.Running alice = Bench.start(bench.as("alice", "call", "bob", "--for", "10s"));
            bob.ran().exits(130).says("[CLI-24]", "unregistered");
            assertThat(alice.ran().code()).isIn(0, 4);
            assertThat(bench.trunk().status().calls()).isZero();
            assertThat(bench.trunk().status().registrations()).isZero();
        }
    }

    /** A process that is stopped, as by Ctrl-Z, and goes on: what was not sent meanwhile is not made up for. */
    @Test
    @Tag("privileged")
    void a_process_that_is_stopped_in_the_call_goes_on_with_it() throws Exception {
        try (Bench bench = Bench.open(folder)) {
            List<String> words = bench.as("alice", "call", "echo", "--for", "7s", "--play", "tone:440", "-o", "json");
            try (OwnProcess phone = OwnProcess.start(words)) {
                phone.said("sealed: ").signal("STOP").stays(3).signal("CONT");
                assertThat(phone.exits(0)).contains("\"rx_auth_failed\":0", "\"rx_replayed\":0", "\"tone_hz\":440");
            }
        }
    }
}
