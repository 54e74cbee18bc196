package org.sealphone.ua.loop;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.RejectedExecutionException;
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
import org.sealphone.ua.engine.UaEngine;
import org.sealphone.ua.journal.Journal;
import org.sealphone.ua.journal.JournalLines;

/**
 * Runs the engine and has carried out what it asks for. One thread owns all of it; whatever comes from elsewhere, flow, timers, media,
 * callers, is queued to that thread first. Owner: {@code ua-loop}.
 */
final class UaLoop implements LoopQueue {
    /** With more calls than this a snapshot after each input would be dear; then it is taken on a beat. */
    private static final int FEW_CALLS = 16;

    private static final Duration BEAT = Duration.ofMillis(80);

    private final Surroundings around;
    private final LoopThreads threads;
    private final UaListener listener;
    private final Promises promises;
    private final UaEngine engine;
    private final ArmedTimers timers;
    private final CallDesks desks;
    private final Signalling signalling;
    private volatile UaSnapshot latest;
    private boolean beating;

    UaLoop(Account account, Surroundings around, LoopThreads threads, UaListener listener, Promises promises) {
        this.around = around;
        this.threads = threads;
        this.listener = listener;
        this.promises = promises;
        this.engine = new UaEngine(account, around.random());
        this.timers = new ArmedTimers(around.timeline(), this);
        Outbox outbox = new Outbox(threads.sender(), this);
        this.desks = new CallDesks(account, around, outbox, this);
        this.signalling = new Signalling(account, around, threads, outbox, this);
        this.latest = engine.snapshot(around.timeline().nanoTime());
    }

    /** From a caller, who is told when the loop is over. */
    void execute(Runnable task) {
        threads.loop().execute(task);
    }

    @Override
    public boolean post(Runnable task) {
        try {
            execute(() -> guarded(task));
            return true;
        } catch (RejectedExecutionException over) {
            return false;
        }
    }

    /** Takes one input and carries out what follows from it. */
    @Override
    public void handle(Input input) {
        if (input instanceof Input.FlowLost) {
            signalling.drop();
        }
        guarded(() -> {
            Moment now =
                    new Moment(around.timeline().nanoTime(), around.timeline().now());
            List<Output> outputs = engine.handle(input, now);
            // Whoever is told of something finds it in the snapshot.
            publish();
            outputs.forEach(this::perform);
        });
    }

    private void guarded(Runnable task) {
        try {
            task.run();
        } catch (RuntimeException bug) {
            // The border of the product's own bugs: whoever waits is told, and the thread's handler gets it.
            promises.fail(bug);
            throw bug;
        }
    }

    private void perform(Output output) {
        if (output instanceof Output.Tell tell) {
            tell(tell.event());
        } else if (output instanceof Output.Settle settle) {
            promises.settle(settle.ticket(), settle.end());
        } else if (output instanceof Output.SettlePing settle) {
            promises.settle(settle.ticket(), settle.report());
            signalling.forget("ping-" + settle.ticket());
        } else if (output instanceof Output.Arm arm) {
            timers.arm(arm.timer(), arm.delay());
        } else if (output instanceof Output.Disarm disarm) {
            timers.disarm(disarm.timer());
        } else if (output instanceof Output.Connect) {
            signalling.connect();
        } else if (output instanceof Output.Disconnect) {
            signalling.drop();
        } else if (output instanceof Output.Closed) {
            closed();
        } else if (desks.perform(output, signalling::local)) {
            forgetReleased(output);
        } else {
            signalling.say(output);
        }
    }

    private void forgetReleased(Output output) {
        if (output instanceof Output.Release release) {
            signalling.forget("call-" + release.call().number());
        }
    }

    /** Sound for a call that is about to be dialled. */
    void dialling(CallId call, CallMedia media) {
        desks.dialling(call, media);
    }

    /** Sound for a call that is about to be answered; for one that is over, or was never there, it is closed. */
    void answering(CallId call, CallMedia media) {
        desks.answering(call, media);
    }

    private void tell(UaEvent event) {
        if (around.journal() != Journal.none()) {
            around.journal().line(JournalLines.of(event));
        }
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

    private void closed() {
        timers.disarmAll();
        signalling.close();
        // After the inputs that are queued, media that has just stopped among them.
        execute(() -> {
            desks.releaseAll();
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
        return desks.count() + timers.count() + engine.outstanding() + signalling.remembered();
    }

    /** Any thread: the latest state, with the media counters of this moment. */
    UaSnapshot snapshot() {
        UaSnapshot base = latest;
        List<CallSnapshot> calls = base.calls().stream().map(desks::withMedia).toList();
        return new UaSnapshot(
                around.timeline().nanoTime(),
                base.flow(),
                base.connected(),
                base.registration(),
                calls,
                base.ended(),
                base.findings());
    }
}
