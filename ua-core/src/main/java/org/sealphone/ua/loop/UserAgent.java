package org.sealphone.ua.loop;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Function;
import org.sealphone.crypto.wire.FlowListener;
import org.sealphone.crypto.wire.FlowOutcome;
import org.sealphone.media.audio.AudioOutput;
import org.sealphone.media.rtp.Digits;
import org.sealphone.ua.api.Account;
import org.sealphone.ua.api.CallId;
import org.sealphone.ua.api.CallMedia;
import org.sealphone.ua.api.CallReport;
import org.sealphone.ua.api.End;
import org.sealphone.ua.api.PingReport;
import org.sealphone.ua.api.Ua;
import org.sealphone.ua.api.UaListener;
import org.sealphone.ua.api.UaSnapshot;
import org.sealphone.ua.engine.Input;

/**
 * The user agent as programs use it: turns method calls of any thread into inputs on {@code ua-loop}, and what comes of them into futures.
 */
public final class UserAgent implements Ua {
    private static final long CLOSE_SECONDS = 15;

    private final UaLoop loop;
    private final Promises promises;
    private final AtomicLong nextTicket = new AtomicLong(1);
    private final AtomicLong nextCall = new AtomicLong(1);

    private UserAgent(Account account, Surroundings around, LoopThreads threads, UaListener listener) {
        this.promises = new Promises();
        this.loop = new UaLoop(account, around, threads, listener, promises);
    }

    /**
     * A phone at rest: it has its threads and nothing else. The flow, and what stands on it, is made when something needs it.
     *
     * @param listener hears every event, on {@code ua-loop}
     */
    public static Ua open(Account account, Surroundings around, UaListener listener) {
        return new UserAgent(account, around, LoopThreads.start(), listener);
    }

    /**
     * Finds the account's trunk, connects and verifies it, and says nothing: a look at the way there. Blocks for no longer than the
     * account's time for a connection. A flow that comes of it is the caller's to close.
     */
    public static FlowOutcome visit(Account account, Surroundings around, FlowListener listener) {
        return new TrunkSearch(account, around).connect(listener);
    }

    /** On the threads of a test. */
    static UserAgent open(Account account, Surroundings around, LoopThreads threads, UaListener listener) {
        return new UserAgent(account, around, threads, listener);
    }

    @Override
    public CompletableFuture<End> register() {
        return ticketed(Input.Register::new);
    }

    @Override
    public CompletableFuture<End> unregister() {
        return ticketed(Input.Unregister::new);
    }

    private CompletableFuture<End> ticketed(Function<Long, Input> command) {
        long ticket = nextTicket.getAndIncrement();
        CompletableFuture<End> future = promises.ticket(ticket);
        post(command.apply(ticket));
        return future;
    }

    @Override
    public Call dial(String target, CallMedia media) {
        return begin(media, id -> new Input.Dial(id, target));
    }

    private Call begin(CallMedia media, Function<CallId, Input> command) {
        CallId id = new CallId(nextCall.getAndIncrement());
        CompletableFuture<CallReport> ended = promises.call(id);
        if (!tryPost(() -> loop.dialling(id, media), command.apply(id))) {
            media.outputs().forEach(AudioOutput::close);
        }
        return new Call(id, ended);
    }

    @Override
    public void answer(CallId call, CallMedia media) {
        if (!tryPost(() -> loop.answering(call, media), new Input.AnswerCall(call))) {
            media.outputs().forEach(AudioOutput::close);
        }
    }

    @Override
    public void reject(CallId call, int status) {
        if (status < 400 || status > 699) {
            throw new IllegalArgumentException("a call is refused with 400 to 699");
        }
        post(new Input.RejectCall(call, status));
    }

    @Override
    public void cancel(CallId call) {
        hangUp(call);
    }

    @Override
    public void hangUp(CallId call) {
        post(new Input.HangUp(call));
    }

    @Override
    public void hold(CallId call) {
        post(new Input.Hold(call, true));
    }

    @Override
    public void resume(CallId call) {
        post(new Input.Hold(call, false));
    }

    @Override
    public void sendDigits(CallId call, String keys) {
        // The keys are in no message: they may be a PIN.
        Digits digits = Digits.parse(keys).orElseThrow(() -> new IllegalArgumentException("these are no digits"));
        post(new Input.SendDigits(call, digits));
    }

    @Override
    public CompletableFuture<End> transfer(CallId call, String target) {
        return ticketed(ticket -> new Input.Transfer(ticket, call, target));
    }

    @Override
    public CompletableFuture<End> transfer(CallId call, CallId other) {
        return ticketed(ticket -> new Input.TransferTo(ticket, call, other));
    }

    @Override
    public Call acceptTransfer(CallId call, CallMedia media) {
        return begin(media, fresh -> new Input.AcceptTransfer(call, fresh));
    }

    @Override
    public void refuseTransfer(CallId call) {
        post(new Input.RefuseTransfer(call));
    }

    @Override
    public CompletableFuture<PingReport> ping(String target) {
        long ticket = nextTicket.getAndIncrement();
        CompletableFuture<PingReport> future = promises.ping(ticket);
        post(new Input.Ping(ticket, target));
        return future;
    }

    @Override
    public CompletableFuture<CallReport> ended(CallId call) {
        return promises.known(call);
    }

    @Override
    public UaSnapshot snapshot() {
        return loop.snapshot();
    }

    @Override
    public CompletableFuture<Void> shutdown() {
        post(new Input.Close());
        return promises.closed();
    }

    @Override
    public void close() {
        try {
            shutdown().get(CLOSE_SECONDS, TimeUnit.SECONDS);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        } catch (ExecutionException | TimeoutException stuck) {
            throw new IllegalStateException("the phone does not close", stuck);
        }
    }

    /** For tests of leaks. */
    int remembered() {
        return loop.remembered();
    }

    private void post(Input input) {
        tryPost(() -> {}, input);
    }

    /** A phone that is closed already interrupts whatever is asked of it. */
    private boolean tryPost(Runnable first, Input input) {
        try {
            loop.execute(() -> {
                first.run();
                loop.handle(input);
            });
            return true;
        } catch (RejectedExecutionException closed) {
            promises.interrupt();
            return false;
        }
    }
}
