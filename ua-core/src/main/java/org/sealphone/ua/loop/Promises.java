package org.sealphone.ua.loop;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import org.sealphone.ua.api.CallDirection;
import org.sealphone.ua.api.CallId;
import org.sealphone.ua.api.CallReport;
import org.sealphone.ua.api.End;
import org.sealphone.ua.api.EndedBy;
import org.sealphone.ua.api.PingReport;

/** What callers wait for. Safe for all threads; completed on {@code ua-loop}. */
final class Promises {
    private static final int ENDED_KEPT = 1000;

    private final Map<Long, CompletableFuture<End>> tickets = new ConcurrentHashMap<>();
    private final Map<Long, CompletableFuture<PingReport>> pings = new ConcurrentHashMap<>();
    private final Map<CallId, CompletableFuture<CallReport>> calls = new ConcurrentHashMap<>();
    private final Deque<CallId> ended = new ArrayDeque<>();
    private final CompletableFuture<Void> closed = new CompletableFuture<>();

    CompletableFuture<End> ticket(long ticket) {
        return tickets.computeIfAbsent(ticket, fresh -> new CompletableFuture<>());
    }

    CompletableFuture<PingReport> ping(long ticket) {
        return pings.computeIfAbsent(ticket, fresh -> new CompletableFuture<>());
    }

    CompletableFuture<CallReport> call(CallId id) {
        return calls.computeIfAbsent(id, fresh -> new CompletableFuture<>());
    }

    /** A call that somebody else started. */
    void expect(CallId id) {
        calls.putIfAbsent(id, new CompletableFuture<>());
    }

    CompletableFuture<CallReport> known(CallId id) {
        CompletableFuture<CallReport> future = calls.get(id);
        return future != null
                ? future
                : CompletableFuture.failedFuture(new IllegalArgumentException("there is no " + id));
    }

    CompletableFuture<Void> closed() {
        return closed;
    }

    void settle(long ticket, End end) {
        CompletableFuture<End> future = tickets.remove(ticket);
        if (future != null) {
            future.complete(end);
        }
    }

    void settle(long ticket, PingReport report) {
        CompletableFuture<PingReport> future = pings.remove(ticket);
        if (future != null) {
            future.complete(report);
        }
    }

    void settle(CallReport report) {
        CompletableFuture<CallReport> future = call(report.id());
        synchronized (ended) {
            ended.addLast(report.id());
            if (ended.size() > ENDED_KEPT) {
                calls.remove(ended.removeFirst());
            }
        }
        future.complete(report);
    }

    /** Completes everything that is still open: the phone is gone. */
    void interrupt() {
        End interrupted = new End.Interrupted();
        List.copyOf(tickets.keySet()).forEach(ticket -> settle(ticket, interrupted));
        List.copyOf(pings.keySet())
                .forEach(ticket -> settle(
                        ticket,
                        new PingReport(
                                interrupted,
                                Optional.empty(),
                                "",
                                Optional.empty(),
                                Optional.empty(),
                                Optional.empty())));
        calls.forEach((id, future) -> future.complete(new CallReport(
                id,
                CallDirection.OUTGOING,
                "",
                "",
                Optional.empty(),
                "",
                Optional.empty(),
                Optional.empty(),
                EndedBy.LOCAL,
                interrupted,
                Optional.empty(),
                List.of())));
        closed.complete(null);
    }

    /** A bug ends everything that waits, as the exception that it is. */
    void fail(RuntimeException bug) {
        tickets.values().forEach(future -> future.completeExceptionally(bug));
        pings.values().forEach(future -> future.completeExceptionally(bug));
        calls.values().forEach(future -> future.completeExceptionally(bug));
    }
}
