package org.sealphone.harness.prove;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.PriorityQueue;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.sealphone.harness.oracle.TlsFlow;
import org.sealphone.harness.oracle.Verdict;
import org.sealphone.harness.sip.SipHeaders;
import org.sealphone.harness.sip.SipResponse;
import org.sealphone.harness.trunk.Desk;
import org.sealphone.harness.trunk.Service;
import org.sealphone.harness.trunk.ServiceLeg;

/** What the trunk of a soak does in its time, and when that is too little; on a clock that is not the machine's. */
class SoakTest {
    private static final InetSocketAddress TRUNK = new InetSocketAddress("10.77.0.1", 5061);
    private static final InetSocketAddress PHONE = new InetSocketAddress("10.77.0.2", 5061);

    private record Task(Duration at, int order, Runnable run) {}

    /** A phone that takes all that is offered, and comes back at once on another connection. */
    private static final class Played implements Desk {
        private final Soak soak;
        private final boolean obliging;
        private final PriorityQueue<Task> tasks =
                new PriorityQueue<>(Comparator.comparing(Task::at).thenComparing(Task::order));
        private final List<String> done = new ArrayList<>();
        private Duration now = Duration.ZERO;
        private int order;
        private long connection = 1;

        Played(Duration length, boolean obliging) {
            this.soak = (Soak) Soak.trial(length).trunk().get();
            this.obliging = obliging;
            soak.registered(this, connection, "alice");
            while (!tasks.isEmpty()) {
                Task next = tasks.remove();
                now = next.at();
                next.run().run();
            }
        }

        List<String> missing() {
            Verdict verdict = new Verdict(
                    1,
                    Map.of(),
                    0,
                    List.of(),
                    List.of(),
                    List.of(),
                    new Verdict.CanarySightings(List.of(), 0, List.of()),
                    new Verdict.Controls(0, 0, List.of()),
                    List.of(),
                    Map.of(),
                    Map.of(),
                    List.of(new TlsFlow(PHONE, TRUNK, "TLSv1.3", "x", "pbx.example", List.of(), 1, 1, 1, 1, 1)),
                    List.of());
            assertThat(soak.done(verdict)).hasSize(2);
            return soak.missing(verdict);
        }

        long count(String what) {
            return done.stream().filter(what::equals).count();
        }

        private void broken(String how) {
            done.add(how);
            if (obliging) {
                soak.registered(this, ++connection, "alice");
            }
        }

        @Override
        public InetSocketAddress address() {
            return TRUNK;
        }

        @Override
        public String domain() {
            return "pbx.example";
        }

        @Override
        public void send(long on, String text) {
            done.add(text);
        }

        @Override
        public void reset(long on) {
            assertThat(on).isEqualTo(connection);
            broken("reset");
        }

        @Override
        public void close(long on) {
            assertThat(on).isEqualTo(connection);
            broken("close");
        }

        @Override
        public void deafen(long on) {}

        @Override
        public void later(Duration delay, Runnable task) {
            tasks.add(new Task(now.plus(delay), order++, task));
        }

        @Override
        public void datagrams(InetSocketAddress to, List<byte[]> octets) {}

        @Override
        public void updateKeys(long on, int times) {}

        @Override
        public void askAnew(long on, int times) {}

        @Override
        public String inside(ServiceLeg leg, String method, String sdp) {
            return method;
        }

        @Override
        public void offer(ServiceLeg leg, String direction) {
            done.add(direction);
            if (obliging) {
                accepted();
            }
        }

        @Override
        public void hangUp(ServiceLeg leg) {
            done.add("BYE");
        }

        private void accepted() {
            soak.hears(
                    this,
                    connection,
                    new SipResponse(200, "OK", SipHeaders.empty().with("CSeq", "2 INVITE"), ""));
        }

        @Override
        public void call(String user, Service service, UnaryOperator<String> offer) {
            done.add("call");
            accepted();
            soak.established(this, new ServiceLeg(connection, "call" + order, "", "", "", "", "", PHONE, PHONE, ""));
        }
    }

    /** What of the sound is missing is for an oracle to say: nothing was captured here. */
    private static final String NO_SOUND = "packets of sound left the phone";

    @Test
    void an_hour_has_two_calls_whose_keys_stay_long_enough_for_a_wrap_and_then_change_all_the_time() {
        Played hour = new Played(Duration.ofHours(1), true);
        assertThat(hour.count("call")).isEqualTo(2);
        assertThat(hour.count("BYE")).isEqualTo(2);
        assertThat(hour.count("sendonly")).isGreaterThanOrEqualTo(8);
        assertThat(hour.count("sendrecv")).isGreaterThan(20);
        assertThat(hour.count("reset")).isGreaterThan(50);
        assertThat(hour.count("close")).isGreaterThanOrEqualTo(8);
        assertThat(hour.now).isLessThan(Duration.ofHours(1));
        assertThat(hour.missing())
                .hasSize(3)
                .anyMatch(line -> line.startsWith("the phone's sequence numbers went round 0 times, at least 2"))
                .anyMatch(line -> line.startsWith("the trunk's sequence numbers went round 0 times"))
                .anyMatch(line -> line.contains(NO_SOUND));
    }

    @Test
    void two_minutes_are_too_short_for_a_wrap_of_the_phone_and_have_all_the_rest() {
        Played brief = new Played(Duration.ofMinutes(2), true);
        assertThat(brief.count("call")).isEqualTo(2);
        assertThat(brief.count("sendonly")).isPositive();
        assertThat(brief.count("reset")).isGreaterThanOrEqualTo(4);
        assertThat(brief.missing()).hasSize(2).noneMatch(line -> line.startsWith("the phone's sequence numbers"));
    }

    @Test
    void a_phone_that_takes_no_offer_and_does_not_come_back_has_not_been_soaked() {
        assertThat(new Played(Duration.ofMinutes(2), false).missing())
                .anyMatch(line -> line.startsWith("of 8 offers of other keys or directions only 0"))
                .contains("the phone spoke on 1 connections only");
    }
}
