package org.sealphone.ua.loop;

import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.sealphone.crypto.reason.Outcome;
import org.sealphone.crypto.reason.Refusal;
import org.sealphone.crypto.time.Timeline;
import org.sealphone.crypto.tls.TlsFailure;
import org.sealphone.crypto.wire.FlowOutcome;
import org.sealphone.crypto.wire.FlowTarget;
import org.sealphone.crypto.wire.VerifiedFlow;
import org.sealphone.media.audio.AudioOutput;
import org.sealphone.media.sdp.LocalMedia;
import org.sealphone.ua.api.Account;
import org.sealphone.ua.api.CallId;
import org.sealphone.ua.api.CallMedia;
import org.sealphone.ua.api.CallSnapshot;
import org.sealphone.ua.api.UaEvent;
import org.sealphone.ua.api.UaListener;
import org.sealphone.ua.api.UaSnapshot;
import org.sealphone.ua.engine.Input;
import org.sealphone.ua.engine.Moment;
import org.sealphone.ua.engine.Output;
import org.sealphone.ua.engine.TimerKey;
import org.sealphone.ua.engine.UaEngine;
import org.sealphone.ua.journal.JournalLines;
import org.sealphone.ua.sip.SipPort;

/**
 * Runs the engine and carries out what it asks for. One thread owns all of it; whatever comes from elsewhere, flow, timers, media, callers,
 * is queued to that thread first. Owner: {@code ua-loop}.
 */
final class UaLoop implements FlowSession.Owner {
    /** With more calls than this a snapshot after each input would be dear; then it is taken on a beat. */
    private static final int FEW_CALLS = 16;

    private static final Duration BEAT = Duration.ofMillis(80);

    private final Account account;
    private final Surroundings around;
    private final LoopThreads threads;
    private final UaListener listener;
    private final Promises promises;
    private final UaEngine engine;
    private final Map<TimerKey, Timeline.Scheduled> timers = new HashMap<>();
    private final Map<CallId, CallDesk> desks = new ConcurrentHashMap<>();
    private volatile UaSnapshot latest;
    private boolean beating;
    private @Nullable SipPort port;
    private @Nullable FlowSession session;

    UaLoop(Account account, Surroundings around, LoopThreads threads, UaListener listener, Promises promises) {
        this.account = account;
        this.around = around;
        this.threads = threads;
        this.listener = listener;
        this.promises = promises;
        this.engine = new UaEngine(account, around.random());
        this.latest = engine.snapshot(around.timeline().nanoTime());
    }

    void post(Runnable task) {
        threads.loop().execute(task);
    }

    private void postInput(Input input) {
        post(() -> handle(input));
    }

    /** Takes one input and carries out what follows from it. */
    void handle(Input input) {
        if (input instanceof Input.FlowLost) {
            drop();
        }
        try {
            Moment now =
                    new Moment(around.timeline().nanoTime(), around.timeline().now());
            List<Output> outputs = engine.handle(input, now);
            // Whoever is told of something finds it in the snapshot.
            publish();
            outputs.forEach(this::perform);
        } catch (RuntimeException bug) {
            // The border of the product's own bugs: whoever waits is told, and the thread's handler gets it.
            promises.fail(bug);
            throw bug;
        }
    }

    private void drop() {
        if (session != null) {
            session.close();
            session = null;
        }
        if (port != null) {
            port.detach();
        }
    }

    private void perform(Output output) {
        if (output instanceof Output.Tell tell) {
            tell(tell.event());
        } else if (output instanceof Output.Settle settle) {
            promises.settle(settle.ticket(), settle.end());
        } else if (output instanceof Output.SettlePing settle) {
            promises.settle(settle.ticket(), settle.report());
            forget("ping-" + settle.ticket());
        } else if (output instanceof Output.Arm arm) {
            arm(arm.timer(), arm.delay());
        } else if (output instanceof Output.Disarm disarm) {
            disarm(disarm.timer());
        } else if (output instanceof Output.Connect) {
            connect();
        } else if (output instanceof Output.Disconnect) {
            drop();
        } else if (output instanceof Output.Closed) {
            closed();
        } else if (!media(output) && port != null) {
            signal(output, port);
        }
    }

    private static void signal(Output output, SipPort sip) {
        if (output instanceof Output.Send send) {
            sip.send(send.exchange(), send.request());
        } else if (output instanceof Output.Acknowledge acknowledge) {
            sip.acknowledge(acknowledge.dialog());
        } else if (output instanceof Output.Cancel cancel) {
            sip.cancel(cancel.invite());
        } else if (output instanceof Output.Abandon abandon) {
            sip.abandon(abandon.invite());
        } else if (output instanceof Output.Respond respond) {
            sip.respond(respond.exchange(), respond.answer());
        }
    }

    private boolean media(Output output) {
        if (output instanceof Output.Reserve reserve) {
            reserve(reserve.call());
        } else if (output instanceof Output.StartMedia start) {
            start(start);
        } else if (output instanceof Output.StopMedia stop) {
            CallId call = stop.call();
            desk(call).stop().ifPresent(report -> postInput(new Input.MediaStopped(call, report)));
        } else if (output instanceof Output.Release release) {
            CallDesk desk = desks.remove(release.call());
            if (desk != null) {
                desk.release();
            }
            forget("call-" + release.call().number());
        } else {
            return false;
        }
        return true;
    }

    private void forget(String conversation) {
        if (port != null) {
            port.forget(conversation);
        }
    }

    private CallDesk desk(CallId call) {
        return desks.computeIfAbsent(call, fresh -> new CallDesk());
    }

    /** Sound for a call that is about to be dialled. */
    void dialling(CallId call, CallMedia media) {
        desk(call).brings(media);
    }

    /** Sound for a call that is about to be answered; for one that is over, or was never there, it is closed. */
    void answering(CallId call, CallMedia media) {
        CallDesk desk = desks.get(call);
        if (desk == null) {
            media.outputs().forEach(AudioOutput::close);
        } else {
            desk.brings(media);
        }
    }

    private void reserve(CallId call) {
        FlowSession up = session;
        if (up == null) {
            return;
        }
        around.door()
                .reserve(up.local().getAddress())
                .fold(
                        reserved -> {
                            desk(call).holds(reserved);
                            LocalMedia local =
                                    new LocalMedia(reserved.address(), reserved.rtpPort(), reserved.rtcpPort());
                            postInput(new Input.PortReady(call, local));
                            return true;
                        },
                        refusal -> {
                            postInput(new Input.PortFailed(call, refusal));
                            return false;
                        });
    }

    private void start(Output.StartMedia start) {
        CallId call = start.call();
        desk(call).start(start.plan(), around, CallDesk.listener(cause -> postInput(new Input.MediaDead(call, cause))));
    }

    private void tell(UaEvent event) {
        around.journal().line(JournalLines.of(event));
        if (event instanceof UaEvent.IncomingCall incoming) {
            promises.expect(incoming.call());
        } else if (event instanceof UaEvent.CallRefused refused) {
            promises.expect(refused.call());
        }
        listener.happened(event);
        if (event instanceof UaEvent.CallEnded ended) {
            promises.settle(ended.report());
        }
    }

    private void arm(TimerKey key, Duration delay) {
        disarm(key);
        Timeline.Scheduled[] self = new Timeline.Scheduled[1];
        self[0] = around.timeline()
                .schedule(
                        delay,
                        () -> post(() -> {
                            if (timers.remove(key, self[0])) {
                                handle(new Input.TimerFired(key));
                            }
                        }));
        timers.put(key, self[0]);
    }

    private void disarm(TimerKey key) {
        Timeline.Scheduled armed = timers.remove(key);
        if (armed != null) {
            armed.cancel();
        }
    }

    /** The stack is built here while the other thread connects. */
    private void connect() {
        FlowSession attempt = new FlowSession(threads, this);
        session = attempt;
        FlowTarget target = new FlowTarget(
                account.verifiedDomain(),
                account.nextHop().host(),
                account.nextHop().port(),
                account.bindAddress().orElse(null));
        threads.sender().execute(() -> {
            FlowOutcome outcome = around.door().connect(target, account.tls(), account.connectTimeout(), attempt);
            post(() -> connected(attempt, outcome));
        });
        if (port == null) {
            Outcome<SipPort> made = SipPort.open(
                    account, around.timeline(), threads.loop(), around.random(), this::postInput, around.trace());
            Optional<Refusal> refusal = made.fold(
                    ready -> {
                        port = ready;
                        return Optional.empty();
                    },
                    Optional::of);
            refusal.ifPresent(why -> {
                session = null;
                postInput(new Input.FlowFailed(new TlsFailure(TlsFailure.Kind.LOCAL, why)));
            });
        }
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
                        handle(new Input.FlowFailed(failure));
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
        handle(new Input.FlowUp(flow.facts(), flow.local().getAddress(), attempt));
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
            handle(new Input.FlowLost(cause));
        }
    }

    private void closed() {
        List.copyOf(timers.keySet()).forEach(this::disarm);
        if (port != null) {
            port.close();
            port = null;
        }
        // After the inputs that are queued, media that has just stopped among them.
        post(() -> {
            List.copyOf(desks.keySet()).forEach(call -> desks.remove(call).release());
            threads.end().run();
            promises.interrupt();
        });
    }

    private void publish() {
        if (engine.callCount() <= FEW_CALLS) {
            latest = engine.snapshot(around.timeline().nanoTime());
        } else if (!beating) {
            beating = true;
            around.timeline()
                    .schedule(
                            BEAT,
                            () -> post(() -> {
                                beating = false;
                                latest = engine.snapshot(around.timeline().nanoTime());
                            }));
        }
    }

    /** Everything that is kept for calls, timers and transactions; nothing of a call may stay after it. For tests of leaks. */
    int remembered() {
        return desks.size() + timers.size() + engine.outstanding() + (port == null ? 0 : port.remembered());
    }

    /** Any thread: the latest state, with the media counters of this moment. */
    UaSnapshot snapshot() {
        UaSnapshot base = latest;
        List<CallSnapshot> calls = base.calls().stream().map(this::withMedia).toList();
        return new UaSnapshot(
                around.timeline().nanoTime(),
                base.flow(),
                base.connected(),
                base.registration(),
                calls,
                base.ended(),
                base.findings());
    }

    private CallSnapshot withMedia(CallSnapshot call) {
        CallDesk desk = desks.get(call.id());
        return desk == null
                ? call
                : new CallSnapshot(
                        call.id(),
                        call.direction(),
                        call.state(),
                        call.target(),
                        call.remoteName(),
                        call.suite(),
                        call.codec(),
                        call.establishedNanos(),
                        desk.media());
    }
}
