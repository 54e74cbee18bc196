package org.sealphone.ua.engine;

import java.time.Duration;
import java.util.function.Consumer;
import java.util.random.RandomGenerator;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.sealphone.crypto.reason.Refusal;
import org.sealphone.ua.api.Account;
import org.sealphone.ua.api.End;
import org.sealphone.ua.report.Severity;
import org.sealphone.ua.report.UaReason;

/**
 * Whether the flow that stands still reaches anybody (RFC 5626 3.5.1, 4.4.1). When nothing came for a while a ping is sent (CRLF CRLF). A
 * server that has ever answered one must answer the next; one that has never done so is asked with OPTIONS, for a server may know nothing
 * of RFC 5626, but not of OPTIONS. A flow that is silent after both is dead: within 30 seconds, whatever TCP believes.
 *
 * <p>A machine that slept (the clock of the day and the monotonic one part) suspects its flow at once. Owner: the engine.
 */
final class KeepAlive {
    private static final TimerKey TIMER = new TimerKey(TimerKey.Kind.KEEPALIVE, 0);
    private static final Duration QUIET = Duration.ofSeconds(15);
    /** A server that wants to hear of us more often than that asks too much. */
    private static final int LEAST_FLOW_TIMER = 5;

    private static final Pattern FLOW_TIMER = Pattern.compile("[0-9]{1,9}");
    private static final Duration PONG = Duration.ofSeconds(5);
    private static final Duration RESPONSE = Duration.ofSeconds(10);
    /** A clock that is corrected steps less than this; a wrong guess costs one ping. */
    private static final Duration STEP = Duration.ofSeconds(5);

    private enum State {
        DOWN,
        LISTENING,
        PINGED,
        ASKED
    }

    private final Outbox out;
    private final Account account;
    private final Requests requests;
    private final RandomGenerator random;
    private final Consumer<Refusal> dead;
    private State state = State.DOWN;
    private boolean answersPings;
    private long heardNanos;
    private Duration quiet = QUIET;
    private long quietNanos = QUIET.toNanos();
    private @Nullable Moment last;

    KeepAlive(Outbox out, Account account, Requests requests, RandomGenerator random, Consumer<Refusal> dead) {
        this.out = out;
        this.account = account;
        this.requests = requests;
        this.random = random;
        this.dead = dead;
    }

    void up() {
        answersPings = false;
        quiet = QUIET;
        listen();
    }

    void down() {
        state = State.DOWN;
        out.disarm(TIMER);
    }

    /** Something came over the flow. */
    void heard(Input input) {
        if (state != State.DOWN && fromTheFlow(input)) {
            answersPings |= input instanceof Input.Pong;
            boolean sooner = input instanceof Input.Response response && flowTimer(response.view());
            heardNanos = out.now().nanos();
            if (state != State.LISTENING || sooner) {
                listen();
            }
        }
    }

    /** RFC 5626 4.4.1: the server says after how many seconds of silence it gives the flow up. True when we have to be sooner than usual. */
    private boolean flowTimer(ResponseView view) {
        long seconds = view.fields()
                .first("flow-timer")
                .filter(text -> view.success() && FLOW_TIMER.matcher(text).matches())
                .map(Long::parseLong)
                .orElse(QUIET.toSeconds());
        if (seconds < LEAST_FLOW_TIMER || seconds >= quiet.toSeconds()) {
            return false;
        }
        quiet = Duration.ofSeconds(seconds);
        return true;
    }

    private static boolean fromTheFlow(Input input) {
        return input instanceof Input.Pong
                || input instanceof Input.Response
                || input instanceof Input.Invited
                || input instanceof Input.Cancelled
                || input instanceof Input.Acked
                || input instanceof Input.Bye
                || input instanceof Input.Changed
                || input instanceof Input.Asked
                || input instanceof Input.MessageRefused;
    }

    private void listen() {
        state = State.LISTENING;
        heardNanos = out.now().nanos();
        // RFC 5626 4.4.1: phones of one server do not ping in step.
        quietNanos = quiet.toNanos() / 100 * (80 + random.nextInt(21));
        out.arm(TIMER, Duration.ofNanos(quietNanos));
    }

    void timer() {
        switch (state) {
            case DOWN -> {}
            case LISTENING -> {
                long left = quietNanos - (out.now().nanos() - heardNanos);
                if (left > 0) {
                    out.arm(TIMER, Duration.ofNanos(left));
                } else {
                    ping();
                }
            }
            case PINGED -> {
                if (answersPings) {
                    giveUp("a ping was not answered");
                } else {
                    ask();
                }
            }
            case ASKED -> giveUp("neither a ping nor OPTIONS was answered");
        }
    }

    private void ping() {
        state = State.PINGED;
        out.add(new Output.Ping());
        out.arm(TIMER, PONG);
    }

    private void ask() {
        state = State.ASKED;
        out.arm(TIMER, RESPONSE);
        requests.send(
                SipRequest.options(
                        "keepalive", account.trunk().uri(), account.trunk().identity()),
                new Reply() {
                    @Override
                    public boolean answersChallenges() {
                        return false;
                    }

                    @Override
                    public void done(ResponseView response) {}

                    @Override
                    public void failed(End end) {}
                });
    }

    private void giveUp(String detail) {
        dead.accept(new Refusal(UaReason.NET_25, detail));
    }

    /**
     * Looks at the clocks before each input.
     *
     * @return whether the machine has slept since the last one
     */
    boolean slept(Moment now) {
        Moment before = last;
        last = now;
        if (before == null) {
            return false;
        }
        long byDay = Duration.between(before.wall(), now.wall()).toMillis();
        long step = byDay - (now.nanos() - before.nanos()) / 1_000_000;
        return Math.abs(step) >= STEP.toMillis();
    }

    /** The flow may be gone without a word. */
    void suspect() {
        out.find(Severity.INFO, UaReason.NET_26, "");
        if (state == State.LISTENING) {
            ping();
        }
    }
}
