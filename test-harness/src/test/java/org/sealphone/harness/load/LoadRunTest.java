package org.sealphone.harness.load;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.sealphone.crypto.srtp.SrtpSuite;
import org.sealphone.crypto.time.VirtualTimeline;
import org.sealphone.media.codec.Codec;
import org.sealphone.ua.api.CallDirection;
import org.sealphone.ua.api.CallId;
import org.sealphone.ua.api.CallMedia;
import org.sealphone.ua.api.CallReport;
import org.sealphone.ua.api.End;
import org.sealphone.ua.api.EndedBy;
import org.sealphone.ua.api.PingReport;
import org.sealphone.ua.api.Ua;
import org.sealphone.ua.api.UaEvent;
import org.sealphone.ua.api.UaSnapshot;

/** When a load dials and hangs up, by the virtual clock, against a phone that only writes down what it is asked. */
class LoadRunTest {
    private final VirtualTimeline timeline = new VirtualTimeline();
    private final long begun = timeline.nanoTime();
    private final List<String> log = new ArrayList<>();
    private final PaperPhone phone = new PaperPhone();

    private LoadRun begin(int calls, double rate, int seconds) {
        return LoadRun.begin(
                phone,
                timeline,
                new LoadPlan("echo", calls, rate, Duration.ofSeconds(seconds)),
                call -> CallMedia.silent(),
                new LoadRun.Watcher() {
                    @Override
                    public void together() {
                        note("together");
                    }

                    @Override
                    public void parting() {
                        note("parting");
                    }
                });
    }

    private void answered(LoadRun run, int... calls) {
        for (int call : calls) {
            run.happened(
                    new UaEvent.Established(timeline.now(), new CallId(call), Codec.PCMU, SrtpSuite.AEAD_AES_256_GCM));
        }
    }

    private void note(String what) {
        log.add((timeline.nanoTime() - begun) / 1_000_000 + " " + what);
    }

    @Test
    void calls_are_dialled_at_their_rate_go_on_together_and_part_one_after_the_other() {
        LoadRun run = begin(3, 10, 5);
        timeline.advance(Duration.ofSeconds(1));
        assertThat(log).containsExactly("0 dial 1", "100 dial 2", "200 dial 3");
        answered(run, 1, 2);
        timeline.advance(Duration.ofSeconds(1));
        assertThat(log).hasSize(3);
        answered(run, 3);
        timeline.advance(Duration.ofSeconds(4));
        assertThat(log.subList(3, log.size())).containsExactly("2000 together");
        assertThat(run.over()).isNotDone();
        timeline.advance(Duration.ofSeconds(2));
        assertThat(log.subList(4, log.size()))
                .containsExactly("7000 parting", "7000 hang up 1", "7005 hang up 2", "7010 hang up 3");
        assertThat(run.over()).isDone();
        assertThat(run.reports().keySet()).containsExactly(0, 1, 2);
    }

    @Test
    void a_dial_that_comes_late_delays_none_of_the_others() {
        LoadRun run = begin(1000, 300, 1);
        timeline.advance(Duration.ofSeconds(4));
        assertThat(log).hasSize(1000).endsWith("3330 dial 1000");
        assertThat(run.dialled()).isEqualTo(1000);
    }

    @Test
    void a_call_that_fails_changes_nothing_for_the_others() {
        LoadRun run = begin(2, 1, 1);
        phone.end(1, new End.RejectedByPeer(486, "Busy Here"));
        timeline.advance(Duration.ofSeconds(2));
        answered(run, 2);
        assertThat(log).containsExactly("0 dial 1", "1000 dial 2", "2000 together");
        timeline.advance(Duration.ofSeconds(2));
        assertThat(run.over()).isDone();
        assertThat(run.reports().get(0).end()).isInstanceOf(End.RejectedByPeer.class);
    }

    @Test
    void whoever_stops_it_dials_no_more_and_hangs_up_what_goes_on() {
        LoadRun run = begin(100, 1, 60);
        timeline.advance(Duration.ofSeconds(2));
        phone.end(2, new End.Ok());
        run.stop();
        run.stop();
        assertThat(log).containsExactly("0 dial 1", "1000 dial 2", "2000 dial 3", "2000 hang up 1", "2000 hang up 3");
        assertThat(run.over()).isDone();
        timeline.advance(Duration.ofSeconds(200));
        assertThat(log).hasSize(5);
    }

    @Test
    void a_stop_while_the_calls_part_hangs_up_the_rest_once() {
        LoadRun run = begin(3, 100, 1);
        timeline.advance(Duration.ofMillis(20));
        answered(run, 1, 2, 3);
        timeline.advance(Duration.ofMillis(1000));
        assertThat(log.subList(3, log.size())).containsExactly("20 together", "1020 parting", "1020 hang up 1");
        run.stop();
        timeline.advance(Duration.ofSeconds(5));
        assertThat(log.subList(6, log.size())).containsExactly("1020 hang up 2", "1020 hang up 3");
        assertThat(run.over()).isDone();
    }

    @Test
    void a_plan_is_a_load() {
        assertThatIllegalArgumentException().isThrownBy(() -> new LoadPlan("a", 0, 1, Duration.ZERO));
        assertThatIllegalArgumentException().isThrownBy(() -> new LoadPlan("a", 1, 0, Duration.ZERO));
        assertThatIllegalArgumentException().isThrownBy(() -> new LoadPlan("a", 1, 1, Duration.ofMillis(-1)));
        assertThat(new LoadPlan("a", 2, 0.5, Duration.ZERO).dialled(1)).isEqualTo(Duration.ofSeconds(2));
    }

    /** Ends each call when it is hung up. */
    private final class PaperPhone implements Ua {
        private final List<CompletableFuture<CallReport>> ends = new ArrayList<>();

        @Override
        public Call dial(String target, CallMedia media) {
            ends.add(new CompletableFuture<>());
            note("dial " + ends.size());
            return new Call(new CallId(ends.size()), ends.get(ends.size() - 1));
        }

        void end(int number, End end) {
            ends.get(number - 1)
                    .complete(new CallReport(
                            new CallId(number),
                            CallDirection.OUTGOING,
                            "echo",
                            "",
                            Optional.empty(),
                            "",
                            Optional.empty(),
                            Optional.empty(),
                            EndedBy.LOCAL,
                            end,
                            Optional.empty(),
                            List.of()));
        }

        @Override
        public void hangUp(CallId call) {
            note("hang up " + call.number());
            end((int) call.number(), new End.Ok());
        }

        @Override
        public void cancel(CallId call) {
            hangUp(call);
        }

        @Override
        public CompletableFuture<CallReport> ended(CallId call) {
            return ends.get((int) call.number() - 1);
        }

        @Override
        public CompletableFuture<End> register() {
            throw unasked();
        }

        @Override
        public CompletableFuture<End> unregister() {
            throw unasked();
        }

        @Override
        public void answer(CallId call, CallMedia media) {
            throw unasked();
        }

        @Override
        public void reject(CallId call, int status) {
            throw unasked();
        }

        @Override
        public void hold(CallId call) {
            throw unasked();
        }

        @Override
        public void resume(CallId call) {
            throw unasked();
        }

        @Override
        public void sendDigits(CallId call, String keys) {
            throw unasked();
        }

        @Override
        public CompletableFuture<End> transfer(CallId call, String target) {
            throw unasked();
        }

        @Override
        public CompletableFuture<End> transfer(CallId call, CallId other) {
            throw unasked();
        }

        @Override
        public Call acceptTransfer(CallId call, CallMedia media) {
            throw unasked();
        }

        @Override
        public void refuseTransfer(CallId call) {
            throw unasked();
        }

        @Override
        public CompletableFuture<PingReport> ping(String target) {
            throw unasked();
        }

        @Override
        public UaSnapshot snapshot() {
            throw unasked();
        }

        @Override
        public CompletableFuture<Void> shutdown() {
            throw unasked();
        }

        @Override
        public void close() {}

        private AssertionError unasked() {
            return new AssertionError("a load asks for nothing but calls");
        }
    }
}
