package org.sealphone.tui.cli;

import java.time.Duration;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.sealphone.media.audio.AudioInput;
import org.sealphone.tui.config.Accounts;
import org.sealphone.ua.api.Account;
import org.sealphone.ua.api.CallId;
import org.sealphone.ua.api.CallMedia;
import org.sealphone.ua.api.CallReport;
import org.sealphone.ua.api.UaEvent;

/**
 * An account of a plan with its phone: calls, and answers the calls that the plan makes to it; no others. Follows a transfer, since the plan
 * asked for it. Events come on {@code ua-loop}; answering happens on a thread of its own.
 */
final class PlanParty implements AutoCloseable {
    private static final Duration SETTLING = Duration.ofSeconds(5);

    private final Accounts.Ready ready;
    private final PhoneSession session;
    private final Queue<Due> due = new ConcurrentLinkedQueue<>();
    private final ExecutorService answering = Executors.newSingleThreadExecutor(work -> {
        Thread thread = new Thread(work, "plan-answering");
        thread.setDaemon(true);
        return thread;
    });

    PlanParty(Accounts.Ready ready, PhoneSession session) {
        this.ready = ready;
        this.session = session;
        session.listen(this::happened);
    }

    /** A call that the plan is about to make to this account. */
    static final class Due {
        private final String caller;
        private final AudioInput input;
        private final CompletableFuture<CallId> came = new CompletableFuture<>();

        private Due(String caller, AudioInput input) {
            this.caller = caller;
            this.input = input;
        }
    }

    PhoneSession session() {
        return session;
    }

    Account account() {
        return ready.account();
    }

    /** Is ready for a call of that user. */
    Due expect(String caller, AudioInput input) {
        Due next = new Due(caller, input);
        due.add(next);
        return next;
    }

    private void happened(UaEvent event) {
        if (event instanceof UaEvent.IncomingCall incoming) {
            Optional<Due> wanted = take(incoming.from());
            wanted.ifPresentOrElse(
                    call -> {
                        call.came.complete(incoming.call());
                        answering.execute(
                                () -> session.ua().answer(incoming.call(), new CallMedia(call.input, List.of())));
                    },
                    () -> session.ua().reject(incoming.call(), 486));
        } else if (event instanceof UaEvent.TransferAsked asked) {
            answering.execute(() -> session.ua().acceptTransfer(asked.call(), CallMedia.silent()));
        }
    }

    /** The first call that is due from there. */
    private Optional<Due> take(String from) {
        for (Iterator<Due> next = due.iterator(); next.hasNext(); ) {
            Due candidate = next.next();
            if (from.contains(":" + candidate.caller + "@")) {
                next.remove();
                return Optional.of(candidate);
            }
        }
        return Optional.empty();
    }

    /** What became of it here, once the caller is through; empty when it never came. */
    Optional<CallReport> report(Due call) {
        due.remove(call);
        if (!call.came.isDone()) {
            return Optional.empty();
        }
        CompletableFuture<CallReport> ended = session.ua().ended(call.came.join());
        return new Interrupt().await(ended, SETTLING) == Interrupt.Waited.DONE
                ? Optional.of(ended.join())
                : Optional.empty();
    }

    @Override
    public void close() {
        session.close();
        answering.shutdownNow();
        ready.close();
    }
}
