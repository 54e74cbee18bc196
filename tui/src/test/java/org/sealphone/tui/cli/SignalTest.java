package org.sealphone.tui.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.sealphone.harness.sip.SipRequest;
import org.sealphone.harness.trunk.Conduct;
import org.sealphone.harness.trunk.Desk;
import org.sealphone.harness.trunk.SipSeen;
import org.sealphone.harness.trunk.TrunkObserver;

/**
 * Ctrl-C at each moment of a call, sent to a process of its own: 130, after BYE or CANCEL and the removal of the registration. Each case
 * starts a virtual machine, which takes its second.
 */
@Tag("privileged")
class SignalTest {
    @TempDir
    Path folder;

    private final Queue<String> requests = new ConcurrentLinkedQueue<>();

    private TrunkObserver observer() {
        return new TrunkObserver() {
            @Override
            public void sip(SipSeen seen) {
                Secrets.learn(seen.text());
                if (seen.inbound()) {
                    requests.add(seen.text().replaceAll("(?s) .*", ""));
                }
            }
        };
    }

    /** A command that is sent what a terminal sends on Ctrl-C once it has said the words. */
    private static String interrupted(List<String> words, String when) throws IOException, InterruptedException {
        try (OwnProcess process = OwnProcess.start(words)) {
            String said = process.said(when).signal("INT").exits(130);
            assertThat(said).contains("CLI-24");
            return said;
        }
    }

    @Test
    void before_there_is_a_flow() throws Exception {
        try (Bench bench = Bench.open(folder);
                ServerSocket silent = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            interrupted(bench.as("alice", silent.getLocalPort(), "call", "echo"), "registering alice");
        }
    }

    @Test
    void while_it_rings() throws Exception {
        try (Bench bench = Bench.open(folder, trunk -> trunk.observer(observer()));
                RingingPhone bob = RingingPhone.register(bench)) {
            interrupted(bench.as("alice", "call", "bob"), "it rings");
            assertThat(requests).contains("CANCEL").doesNotContain("BYE");
            assertThat(bench.trunk().status().registrations()).isEqualTo(1);
            assertThat(bench.trunk().status().calls()).isZero();
        }
    }

    @Test
    void in_the_call() throws Exception {
        try (Bench bench = Bench.open(folder, trunk -> trunk.observer(observer()))) {
            interrupted(bench.as("alice", "call", "echo"), "sealed: ");
            assertThat(requests).contains("BYE");
            assertThat(bench.trunk().status().registrations()).isZero();
            assertThat(bench.trunk().status().calls()).isZero();
        }
    }

    /** Nine seconds, which are what the phone waits for a trunk that has fallen silent: the report comes after them. */
    @Test
    void in_a_call_whose_trunk_has_fallen_silent() throws Exception {
        Conduct silent = new Conduct() {
            private boolean fallen;

            @Override
            public boolean takes(Desk desk, long connection, SipRequest request) {
                fallen = fallen || request.method().equals("BYE");
                return fallen;
            }
        };
        try (Bench bench = Bench.open(folder, trunk -> trunk.conduct(silent))) {
            assertThat(interrupted(bench.as("alice", "call", "echo"), "sealed: "))
                    .contains("ended by us", "interrupted (exit 130)");
        }
    }

    /** The wish alone, in this process: it has to come between BYE and its answer, which no signal can be timed to. */
    @Test
    void while_it_hangs_up() throws Exception {
        Queue<Bench.Running> calling = new ConcurrentLinkedQueue<>();
        TrunkObserver atBye = new TrunkObserver() {
            @Override
            public void sip(SipSeen seen) {
                Secrets.learn(seen.text());
                if (seen.inbound() && seen.text().startsWith("BYE ")) {
                    calling.forEach(Bench.Running::interrupted);
                }
            }
        };
        try (Bench bench = Bench.open(folder, trunk -> trunk.observer(atBye))) {
            calling.add(Bench.start(bench.as("alice", "call", "echo", "--for", "1s")));
            calling.element().ran().exits(130).says("[CLI-24]", "ended by us", "unregistered");
            assertThat(bench.trunk().status().registrations()).isZero();
            assertThat(bench.trunk().status().calls()).isZero();
        }
    }
}
