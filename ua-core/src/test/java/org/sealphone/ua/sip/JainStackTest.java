package org.sealphone.ua.sip;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import gov.nist.core.net.NetworkLayer;
import gov.nist.javax.sip.SipStackImpl;
import gov.nist.javax.sip.stack.SIPStackTimerTask;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;
import java.util.concurrent.atomic.AtomicInteger;
import javax.sip.SipListener;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.sealphone.crypto.reason.Outcome;
import org.sealphone.crypto.time.VirtualTimeline;
import org.sealphone.ua.report.UaReason;

class JainStackTest {
    private final VirtualTimeline timeline = new VirtualTimeline();
    private final SipListener listener =
            new JainEvents(new SipTables(new RandomWords(new SecureRandom())), "x", input -> {});

    private Outcome<JainStack> start() {
        return JainStack.start(timeline, Runnable::run, new SecureRandom(), listener);
    }

    private static <T> String told(Outcome<T> outcome, boolean detail) {
        return outcome.<String>fold(
                good -> "made", refusal -> refusal.reason().code() + (detail ? refusal.detail() : ""));
    }

    private static JainStack made(Outcome<JainStack> outcome) {
        return outcome.fold(stack -> stack, refusal -> {
            throw new AssertionError(refusal.text());
        });
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "gov.nist.javax.sip.NETWORK_LAYER",
                "gov.nist.javax.sip.MESSAGE_PROCESSOR_FACTORY",
                "gov.nist.javax.sip.TLS_CLIENT_AUTH_TYPE",
                "javax.sip.OUTBOUND_PROXY",
                "javax.sip.ROUTER_PATH",
            })
    void GUARD_06_a_system_property_that_could_change_the_stack_is_refused(String property) {
        System.setProperty(property, "x");
        try {
            assertThat(told(start(), true)).isEqualTo("GUARD-06-D" + property);
        } finally {
            System.clearProperty(property);
        }
        made(start()).close();
    }

    /** What a -D would bring in, had it got past the first look: the second look is at the stack itself. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "gov.nist.javax.sip.NETWORK_LAYER=gov.nist.core.net.DefaultNetworkLayer",
                "gov.nist.javax.sip.MESSAGE_PROCESSOR_FACTORY=gov.nist.javax.sip.stack.OIOMessageProcessorFactory",
                "gov.nist.javax.sip.TIMER_CLASS_NAME=gov.nist.javax.sip.stack.timers.DefaultSipTimer",
                "gov.nist.javax.sip.MESSAGE_PARSER_FACTORY=no.such.Parser",
                "javax.sip.ROUTER_PATH=gov.nist.javax.sip.stack.DefaultRouter",
                "javax.sip.USE_ROUTER_FOR_ALL_URIS=false",
                "gov.nist.javax.sip.REENTRANT_LISTENER=false",
                "gov.nist.javax.sip.SIP_EVENT_INTERCEPTOR=no.such.Interceptor",
                "gov.nist.javax.sip.STACK_LOGGER=no.such.Logger",
            })
    void GUARD_06_a_stack_with_a_foreign_part_is_not_used(String override) {
        Properties changed = JainStack.configuration("foreign");
        String[] parts = override.split("=");
        changed.setProperty(parts[0], parts[1]);
        Outcome<JainStack> outcome =
                JainStack.build("foreign", changed, new FlowBinding(timeline, Runnable::run), listener);
        boolean harmless = override.contains("INTERCEPTOR");
        assertThat(told(outcome, false)).isEqualTo(harmless ? "made" : "GUARD-06");
        outcome.fold(
                stack -> {
                    stack.close();
                    return true;
                },
                refusal -> false);
        made(start()).close();
    }

    @Test
    void the_stack_has_no_transport_but_ours_and_no_channel_without_a_flow() throws Exception {
        JainStack jain = made(start());
        assertThat(jain.stack().getNetworkLayer()).isInstanceOf(ClosedNetworkLayer.class);
        assertThatThrownBy(() -> jain.stack().createListeningPoint("127.0.0.1", 5060, "udp"));
        assertThatThrownBy(() -> jain.stack().createListeningPoint("127.0.0.1", 5060, "tcp"));
        assertThatThrownBy(() -> jain.processor().channel()).isInstanceOf(IOException.class);
        assertThatThrownBy(() -> jain.processor().createMessageChannel(InetAddress.getLoopbackAddress(), 5061))
                .isInstanceOf(IOException.class);
        assertThat(jain.processor().isSecure()).isTrue();
        assertThat(jain.processor().inUse()).isTrue();
        assertThat(jain.processor().getDefaultTargetPort()).isEqualTo(5061);
        assertThat(jain.processor().getMaximumMessageSize()).isEqualTo(131072);
        assertThat(new FlowAddressResolver().resolveAddress(null).getHost()).isEqualTo("240.0.0.2");
        jain.close();
        assertThatThrownBy(() -> FlowBinding.of("gone")).isInstanceOf(IllegalStateException.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"10.77.0.2:40000", "[fd77:0:0:5:0:0:0:2]:40000"})
    void a_via_of_the_stack_names_our_whole_end_of_the_flow(String end) {
        JainStack jain = made(start());
        jain.sentBy(end);
        assertThat(jain.processor().getViaHeader().encode()).isEqualTo("Via: SIP/2.0/TLS " + end + "\r\n");
        jain.close();
    }

    @Test
    void the_network_layer_opens_nothing() {
        NetworkLayer closed = new ClosedNetworkLayer();
        InetAddress loopback = InetAddress.getLoopbackAddress();
        assertThatThrownBy(() -> closed.createServerSocket(1, 1, loopback)).isInstanceOf(IOException.class);
        assertThatThrownBy(() -> closed.createSSLServerSocket(1, 1, loopback)).isInstanceOf(IOException.class);
        assertThatThrownBy(() -> closed.createSocket(loopback, 1)).isInstanceOf(IOException.class);
        assertThatThrownBy(() -> closed.createSocket(loopback, 1, loopback)).isInstanceOf(IOException.class);
        assertThatThrownBy(() -> closed.createSocket(loopback, 1, loopback, 1)).isInstanceOf(IOException.class);
        assertThatThrownBy(() -> closed.createSSLSocket(loopback, 1)).isInstanceOf(IOException.class);
        assertThatThrownBy(() -> closed.createSSLSocket(loopback, 1, loopback)).isInstanceOf(IOException.class);
        assertThatThrownBy(closed::createDatagramSocket).isInstanceOf(IOException.class);
        assertThatThrownBy(() -> closed.createDatagramSocket(1, loopback)).isInstanceOf(IOException.class);
    }

    @Test
    void the_loggers_are_deaf() {
        SilentStackLogger logger = new SilentStackLogger();
        assertThat(logger.isLoggingEnabled()).isFalse();
        assertThat(logger.isLoggingEnabled(32)).isFalse();
        assertThat(logger.getLineCount()).isZero();
        assertThat(logger.getLoggerName()).isEqualTo("silent");
        logger.logError("a=crypto:1 secret", new Exception());
        logger.logException(new Exception());
        logger.logFatalError("x");
        logger.logTrace("x");
        logger.logDebug("x", new Exception());
    }

    @Test
    void timers_run_on_the_timeline_and_can_be_taken_back() {
        JainStack jain = made(start());
        TimelineSipTimer timer = (TimelineSipTimer) jain.stack().getTimer();
        AtomicInteger runs = new AtomicInteger();
        SIPStackTimerTask task = task(runs, false);
        timer.schedule(task, 100);
        SIPStackTimerTask periodic = task(runs, false);
        timer.scheduleWithFixedDelay(periodic, 100, 100);
        timer.schedule(task(runs, true), 50);
        timeline.advance(Duration.ofMillis(250));
        assertThat(runs).hasValue(4);
        assertThat(timer.cancel(periodic)).isTrue();
        assertThat(timer.cancel(periodic)).isFalse();
        assertThat(timer.cancel(task(runs, false))).isFalse();
        timeline.advance(Duration.ofSeconds(1));
        assertThat(runs).hasValue(4);
        jain.close();
        assertThat(timer.isStarted()).isFalse();
        assertThat(timer.schedule(task(runs, false), 1)).isFalse();
        timeline.advance(Duration.ofSeconds(1));
        assertThat(runs).hasValue(4);
    }

    private static SIPStackTimerTask task(AtomicInteger runs, boolean throwing) {
        return new SIPStackTimerTask() {
            @Override
            public void runTask() {
                runs.incrementAndGet();
                if (throwing) {
                    throw new IllegalStateException("a bug of JAIN-SIP");
                }
            }

            @Override
            public Object getThreadHash() {
                return null;
            }
        };
    }

    @Test
    void what_JAIN_SIP_prints_is_swallowed_and_what_others_print_is_not() {
        ByteArrayOutputStream kept = new ByteArrayOutputStream();
        PrintStream shield = JainCall.shield(new PrintStream(kept, true, StandardCharsets.UTF_8));
        shield.print("before ");
        JainCall.run(() -> {
            shield.println("a=crypto:1 secret");
            shield.write('x');
            new Exception("secret").printStackTrace(shield);
            JainCall.run(() -> shield.print("nested"));
            shield.print("still inside");
            throw new IllegalStateException("thrown");
        });
        shield.print("after");
        shield.write('!');
        shield.flush();
        assertThat(kept.toString(StandardCharsets.UTF_8)).isEqualTo("before after!");
        assertThat(JainCall.inside()).isFalse();
    }

    @Test
    void the_threads_of_closed_stacks_go() throws Exception {
        List<Thread> others = scanners();
        List<JainStack> stacks = new ArrayList<>();
        for (int i = 0; i < 5; i++) {
            stacks.add(made(start()));
        }
        List<Thread> scanners = new ArrayList<>(scanners());
        scanners.removeAll(others);
        assertThat(scanners).hasSize(5);
        stacks.forEach(JainStack::close);
        for (Thread scanner : scanners) {
            scanner.join(5_000);
            assertThat(scanner.isAlive()).isFalse();
        }
    }

    private static List<Thread> scanners() {
        return Thread.getAllStackTraces().keySet().stream()
                .filter(thread -> thread.getName().equals("EventScannerThread"))
                .toList();
    }

    @Test
    void the_budget_of_automatic_answers_is_a_burst_and_then_a_rate() {
        AnswerBudget budget = new AnswerBudget();
        int taken = 0;
        for (int i = 0; i < 1000; i++) {
            taken += budget.take(1_000_000_000L) ? 1 : 0;
        }
        assertThat(taken).isEqualTo(AnswerBudget.BURST);
        assertThat(budget.dropped()).isEqualTo(1000 - AnswerBudget.BURST);
        assertThat(budget.take(1_060_000_000L)).isTrue();
        assertThat(budget.take(1_060_000_000L)).isFalse();
        assertThat(budget.sent()).isEqualTo(AnswerBudget.BURST + 1);
    }

    @Test
    void ADV_78_text_of_ours_with_a_line_end_is_refused() {
        assertThat(told(
                        MessageText.request("OPTIONS", "sips:a@b")
                                .header("Subject", "x\r\nEvil: y")
                                .parse(java.util.Optional.empty()),
                        false))
                .isEqualTo(UaReason.GUARD_08.code());
        assertThat(told(MessageText.request("OPTIONS", "sips:a b").parse(java.util.Optional.empty()), false))
                .isEqualTo("GUARD-08");
        assertThat(told(
                        MessageText.request("OPTIONS", "sips:a@b")
                                .header("Via", "x")
                                .parse(java.util.Optional.empty()),
                        false))
                .isEqualTo("GUARD-08");
        assertThat(MessageText.quoted("a\"b\\c")).isEqualTo("\"a\\\"b\\\\c\"");
        assertThatThrownBy(() -> JainStack.put(new gov.nist.javax.sip.message.SIPRequest(), "Subject", "x\r\ny"));
        assertThat(SipStackImpl.class).isNotNull();
    }
}
