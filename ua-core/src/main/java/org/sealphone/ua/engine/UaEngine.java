package org.sealphone.ua.engine;

import java.security.SecureRandom;
import java.time.Duration;
import java.util.List;
import org.sealphone.crypto.reason.Refusal;
import org.sealphone.ua.api.Account;
import org.sealphone.ua.api.End;
import org.sealphone.ua.api.UaEvent;
import org.sealphone.ua.api.UaSnapshot;

/**
 * The user agent without I/O: what happens goes in with the time, what is to be done comes out. It opens nothing, waits for nothing, knows
 * no clock and no thread, so that whole calls with their races run in a test in no time.
 *
 * <p>Owner: one thread, in production {@code ua-loop}.
 */
public final class UaEngine {
    /** Incoming calls are numbered by the engine from here, outgoing ones by whoever dials, from 1: they never meet. */
    public static final long FIRST_INCOMING = 1_000_000_000L;

    private static final long CLOSING_TICKET = -1;
    private static final Duration CLOSING_PATIENCE = Duration.ofSeconds(4);
    private static final TimerKey CLOSING = new TimerKey(TimerKey.Kind.CLOSING, 0);

    private final Outbox out = new Outbox();
    private final Flow flow;
    private final Requests requests;
    private final Registration registration;
    private final Mailbox mailbox;
    private final Calls calls;
    private final Pings pings;
    private final KeepAlive keepAlive;
    private boolean closing;
    private boolean unregistering;
    private boolean closed;

    /**
     * An engine at rest.
     *
     * @param random for keys, tags and nonces
     */
    public UaEngine(Account account, SecureRandom random) {
        this.flow = new Flow(out, account.terms().agreement());
        this.requests = new Requests(out, account, random);
        this.mailbox = new Mailbox(out, account, flow, requests, random);
        this.registration = new Registration(out, account, flow, requests, mailbox::registered, random);
        this.calls = new Calls(out, account, flow, requests, registration, mailbox, random);
        this.pings = new Pings(out, account, flow, requests);
        this.keepAlive = new KeepAlive(out, account, requests, random, this::dead);
    }

    /** Takes one input and says what follows from it, in order. */
    public List<Output> handle(Input input, Moment now) {
        out.begin(now);
        boolean slept = keepAlive.slept(now);
        keepAlive.heard(input);
        boolean late = closed && !(input instanceof Input.MediaStopped);
        if (late) {
            tooLate(input);
        } else if (!command(input) && !network(input)) {
            request(input);
        }
        if (slept && !closing) {
            keepAlive.suspect();
            registration.refreshNow();
        }
        if (closing && !closed) {
            close();
        }
        return out.take();
    }

    /** Whoever asks something of a phone that is closed is told so. */
    private void tooLate(Input input) {
        End interrupted = new End.Interrupted();
        if (input instanceof Input.Register register) {
            out.add(new Output.Settle(register.ticket(), interrupted));
        } else if (input instanceof Input.Unregister unregister) {
            out.add(new Output.Settle(unregister.ticket(), interrupted));
        } else if (input instanceof Input.Ping ping) {
            pings.refuse(ping.ticket(), interrupted);
        } else if (input instanceof Input.Dial dial) {
            calls.neverDialled(dial.call(), dial.target(), interrupted);
        } else if (input instanceof Input.Transfer wish) {
            out.add(new Output.Settle(wish.ticket(), interrupted));
        } else if (input instanceof Input.TransferTo wish) {
            out.add(new Output.Settle(wish.ticket(), interrupted));
        } else if (input instanceof Input.AcceptTransfer wish) {
            calls.neverDialled(wish.fresh(), "", interrupted);
        } else if (input instanceof Input.Close) {
            out.add(new Output.Closed());
        }
    }

    private boolean command(Input input) {
        if (input instanceof Input.Register register) {
            whileOpen(register.ticket(), () -> registration.register(register.ticket()));
        } else if (input instanceof Input.Unregister unregister) {
            mailbox.leave();
            registration.unregister(unregister.ticket());
        } else if (input instanceof Input.Dial dial) {
            calls.dial(dial.call(), dial.target());
            if (closing) {
                calls.with(dial.call(), call -> call.hangUp(new End.Interrupted()));
            }
        } else if (input instanceof Input.Ping ping) {
            if (closing) {
                pings.refuse(ping.ticket(), new End.Interrupted());
            } else {
                pings.ping(ping.ticket(), ping.target());
            }
        } else if (input instanceof Input.AnswerCall answer) {
            calls.withIncoming(answer.call(), IncomingCall::answer);
        } else if (input instanceof Input.RejectCall reject) {
            calls.withIncoming(reject.call(), call -> call.reject(reject.status()));
        } else if (input instanceof Input.HangUp hangUp) {
            calls.with(hangUp.call(), call -> call.hangUp(new End.Ok()));
        } else if (input instanceof Input.Transfer wish) {
            whileOpen(wish.ticket(), () -> calls.transfer(wish));
        } else if (input instanceof Input.TransferTo wish) {
            whileOpen(wish.ticket(), () -> calls.transfer(wish));
        } else if (input instanceof Input.AcceptTransfer wish) {
            calls.acceptTransfer(wish, closing);
        } else if (input instanceof Input.RefuseTransfer refuse) {
            calls.transfers().refuse(refuse.call());
        } else if (input instanceof Input.Hold hold) {
            calls.with(hold.call(), call -> call.hold(hold.on()));
        } else if (input instanceof Input.SendDigits send) {
            calls.with(send.call(), call -> call.sendDigits(send.digits()));
        } else if (input instanceof Input.Close) {
            startClosing();
        } else {
            return false;
        }
        return true;
    }

    private void whileOpen(long ticket, Runnable act) {
        if (closing) {
            out.add(new Output.Settle(ticket, new End.Interrupted()));
        } else {
            act.run();
        }
    }

    private boolean network(Input input) {
        if (input instanceof Input.FlowUp up) {
            keepAlive.up();
            flow.up(up);
        } else if (input instanceof Input.FlowFailed failed) {
            flow.failed(failed.failure());
        } else if (input instanceof Input.FlowLost lost) {
            lost(lost.cause());
        } else if (input instanceof Input.PortReady ready) {
            calls.with(ready.call(), call -> call.portReady(ready));
        } else if (input instanceof Input.PortFailed failed) {
            calls.with(failed.call(), call -> call.portFailed(failed.refusal()));
        } else if (input instanceof Input.MediaNotStarted failed) {
            calls.with(failed.call(), call -> call.ending.mediaNotStarted(failed.refusal()));
        } else if (input instanceof Input.MediaDead dead) {
            calls.with(dead.call(), call -> call.mediaDead(dead.cause()));
        } else if (input instanceof Input.MediaStopped stopped) {
            calls.with(stopped.call(), call -> call.ending.mediaStopped(stopped.report()));
        } else if (input instanceof Input.DigitReceived received) {
            calls.with(received.call(), call -> call.digitReceived(received.key()));
        } else if (input instanceof Input.Response response) {
            if (!requests.response(response.exchange(), response.view())) {
                response.view()
                        .dialog()
                        .filter(any -> response.view().success())
                        .ifPresent(calls::unclaimed);
            }
        } else if (input instanceof Input.TimedOut timedOut) {
            requests.timedOut(timedOut.exchange());
        } else if (input instanceof Input.SendFailed failed) {
            requests.sendFailed(failed.exchange(), failed.refusal());
        } else if (input instanceof Input.TimerFired fired) {
            timer(fired.timer());
        } else {
            return false;
        }
        return true;
    }

    /** A flow that answers nothing any more is closed, and lost. */
    private void dead(Refusal cause) {
        out.add(new Output.Disconnect());
        lost(cause);
    }

    private void lost(Refusal cause) {
        if (flow.isUp()) {
            keepAlive.down();
            End end = flow.lost(cause);
            requests.forget();
            calls.flowLost(end);
            pings.endAll(end);
            mailbox.flowLost();
            registration.flowLost(end);
        }
    }

    private void request(Input input) {
        if (input instanceof Input.Invited invited && closing) {
            out.add(new Output.Respond(invited.exchange(), SipAnswer.plain(480)));
        } else if (input instanceof Input.Invited invited) {
            calls.invited(invited.exchange(), invited.view());
        } else if (input instanceof Input.Cancelled cancelled) {
            calls.cancelled(cancelled.invite(), cancelled.fields());
        } else if (input instanceof Input.AnsweredAgain again) {
            calls.answeredAgain(again.dialog(), again.first());
        } else if (input instanceof Input.AnsweredLate late) {
            // RFC 3261 13.2.2.4: whatever became of the call, the peer repeats its 2xx until it is acknowledged.
            out.add(Output.Acknowledge.plain(late.dialog()));
        } else if (input instanceof Input.Acked acked) {
            calls.inside(acked.dialog(), call -> call.acknowledged(acked.sdp()));
        } else if (input instanceof Input.AckMissing missing) {
            calls.inside(missing.dialog(), Call::ackMissing);
        } else if (input instanceof Input.Bye bye) {
            calls.bye(bye.exchange(), bye.dialog(), bye.fields());
        } else if (input instanceof Input.Changed changed) {
            calls.changed(changed.exchange(), changed.dialog(), changed.view());
        } else if (input instanceof Input.Asked asked) {
            calls.asked(asked.exchange(), asked.view());
        } else if (input instanceof Input.MessageRefused refused) {
            out.tell(new UaEvent.MessageRefused(out.now().wall(), refused.refusal()));
        }
    }

    private void timer(TimerKey timer) {
        switch (timer.kind()) {
            case REFRESH, EXPIRY, RECONNECT -> registration.timer(timer.kind());
            case REPAIR -> calls.tryFlow();
            case RING, RELIABLE, ENDING, GLARE, CUT_OFF, SESSION_REFRESH, SESSION_EXPIRY -> calls.with(
                    new org.sealphone.ua.api.CallId(timer.id()), call -> call.timer(timer.kind()));
            case TRANSFER, REFERRAL -> calls.transfers()
                    .timer(timer.kind(), new org.sealphone.ua.api.CallId(timer.id()));
            case KEEPALIVE -> keepAlive.timer();
            case MAILBOX -> mailbox.timer();
            case CLOSING -> finishClosing();
        }
    }

    private void startClosing() {
        if (closing) {
            return;
        }
        closing = true;
        out.arm(CLOSING, CLOSING_PATIENCE);
        calls.hangUpAll(new End.Interrupted());
        pings.endAll(new End.Interrupted());
    }

    /** First the calls, then what was subscribed to, then the binding, then the flow. */
    private void close() {
        if (!calls.idle()) {
            return;
        }
        mailbox.leave();
        if (!mailbox.idle()) {
            return;
        }
        if (!unregistering) {
            unregistering = true;
            registration.close(CLOSING_TICKET, new End.Interrupted());
        }
        if (registration.idle()) {
            finishClosing();
        }
    }

    private void finishClosing() {
        closed = true;
        out.disarm(CLOSING);
        keepAlive.down();
        calls.endAll(new End.Interrupted());
        requests.forget();
        mailbox.flowLost();
        registration.flowLost(new End.Interrupted());
        flow.close();
        out.add(new Output.Closed());
    }

    /** Whether this many calls make a snapshot after every input too dear. */
    public int callCount() {
        return calls.count();
    }

    /** How many requests of ours wait for a final response. */
    public int outstanding() {
        return requests.outstanding();
    }

    /** The engine's part of a snapshot. */
    public UaSnapshot snapshot(long nanos) {
        return new UaSnapshot(
                nanos,
                flow.facts(),
                flow.isUp(),
                registration.facts(),
                calls.snapshots(),
                calls.reports(),
                out.findings());
    }
}
