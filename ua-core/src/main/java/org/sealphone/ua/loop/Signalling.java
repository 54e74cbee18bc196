package org.sealphone.ua.loop;

import java.net.InetAddress;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.sealphone.crypto.reason.Refusal;
import org.sealphone.crypto.tls.TlsFailure;
import org.sealphone.crypto.wire.FlowOutcome;
import org.sealphone.crypto.wire.VerifiedFlow;
import org.sealphone.ua.api.Account;
import org.sealphone.ua.engine.Input;
import org.sealphone.ua.engine.Output;
import org.sealphone.ua.sip.SipPort;

/**
 * The flow to the trunk, the SIP stack that stands on it, and what the engine wants said over both. The stack outlives flows; a flow of
 * before says nothing any more. Owner: {@code ua-loop}.
 */
final class Signalling implements FlowSession.Owner {
    private final Account account;
    private final Surroundings around;
    private final LoopThreads threads;
    private final Outbox outbox;
    private final LoopQueue loop;
    private final TrunkSearch search;
    private @Nullable SipPort port;
    private @Nullable FlowSession session;

    Signalling(Account account, Surroundings around, LoopThreads threads, Outbox outbox, LoopQueue loop) {
        this.account = account;
        this.around = around;
        this.threads = threads;
        this.outbox = outbox;
        this.loop = loop;
        this.search = new TrunkSearch(account, around);
    }

    /** The stack is built here while the other thread connects. */
    void connect() {
        FlowSession attempt = new FlowSession(threads, outbox, this);
        session = attempt;
        threads.sender().execute(() -> {
            FlowOutcome outcome = search.connect(attempt);
            if (!loop.post(() -> connected(attempt, outcome))) {
                outcome.fold(
                        flow -> {
                            flow.close();
                            return true;
                        },
                        failure -> false);
            }
        });
        if (port == null) {
            openStack().ifPresent(why -> {
                session = null;
                loop.post(new Input.FlowFailed(new TlsFailure(TlsFailure.Kind.LOCAL, why)));
            });
        }
    }

    private Optional<Refusal> openStack() {
        return SipPort.open(account, around.timeline(), threads.loop(), around.random(), loop::post, around.trace())
                .fold(
                        ready -> {
                            port = ready;
                            return Optional.empty();
                        },
                        Optional::of);
    }

    private void connected(FlowSession attempt, FlowOutcome outcome) {
        outcome.fold(
                flow -> {
                    up(attempt, flow);
                    return true;
                },
                failure -> {
                    if (session == attempt) {
                        session = null;
                        loop.handle(new Input.FlowFailed(failure));
                    }
                    return false;
                });
    }

    private void up(FlowSession attempt, VerifiedFlow flow) {
        attempt.up(flow);
        SipPort sip = port;
        if (session != attempt || sip == null) {
            attempt.close();
            return;
        }
        sip.attach(attempt);
        loop.handle(new Input.FlowUp(flow.facts(), flow.local().getAddress(), attempt));
        attempt.catchUp();
    }

    @Override
    public void received(FlowSession from, byte[] bytes) {
        if (from == session && port != null) {
            port.received(bytes, bytes.length);
        }
    }

    @Override
    public void lost(FlowSession which, Refusal cause) {
        if (which == session) {
            loop.handle(new Input.FlowLost(cause));
        }
    }

    /** Our own end of the flow, where there is one: it may be lost and sought again while somebody still asks. */
    Optional<InetAddress> local() {
        return Optional.ofNullable(session).filter(FlowSession::isUp).map(up -> up.local()
                .getAddress());
    }

    /** Says it through the stack, where there is one. */
    void say(Output output) {
        SipPort sip = port;
        if (sip == null) {
            return;
        }
        if (output instanceof Output.Send send) {
            sip.send(send.exchange(), send.request());
        } else if (output instanceof Output.Ping) {
            sip.ping();
        } else if (output instanceof Output.Acknowledge acknowledge) {
            sip.acknowledge(acknowledge.dialog(), acknowledge.sdp());
        } else if (output instanceof Output.Forget forget) {
            sip.forget(forget.dialog());
        } else if (output instanceof Output.Conclude conclude) {
            sip.forget(conclude.conversation());
        } else if (output instanceof Output.Cancel cancel) {
            sip.cancel(cancel.invite());
        } else if (output instanceof Output.Abandon abandon) {
            sip.abandon(abandon.invite());
        } else if (output instanceof Output.Respond respond) {
            sip.respond(respond.exchange(), respond.answer());
        }
    }

    void forget(String conversation) {
        if (port != null) {
            port.forget(conversation);
        }
    }

    /** Closes the flow; the stack waits for another. */
    void drop() {
        if (session != null) {
            session.close();
            session = null;
        }
        if (port != null) {
            port.detach();
        }
    }

    void close() {
        if (port != null) {
            port.close();
            port = null;
        }
    }

    int remembered() {
        return port == null ? 0 : port.remembered();
    }
}
