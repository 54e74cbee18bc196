package org.sealphone.harness.load;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.function.IntFunction;
import org.sealphone.crypto.time.Timeline;
import org.sealphone.ua.api.CallId;
import org.sealphone.ua.api.CallMedia;
import org.sealphone.ua.api.CallReport;
import org.sealphone.ua.api.Ua;
import org.sealphone.ua.api.UaEvent;

/**
 * Dials by the plan, lets the calls go on together, hangs them up, and keeps the report of each. Times are absolute, so that no delay adds
 * up. A call that fails changes nothing for the others.
 *
 * <p>Threads: the timeline's dials and hangs up, {@code ua-loop} brings the reports, anyone stops.
 */
public final class LoadRun {
    private final Ua ua;
    private final Timeline timeline;
    private final LoadPlan plan;
    private final IntFunction<CallMedia> media;
    private final Watcher watcher;
    private final long begun;
    private final List<Ua.Call> dialled = new ArrayList<>();
    /** What the reports come by; held so that none is lost before its time. */
    private final List<CompletableFuture<Void>> heard = new ArrayList<>();

    private final Map<Integer, CallReport> reports = new LinkedHashMap<>();
    private final CompletableFuture<Void> over = new CompletableFuture<>();
    /** Calls that are answered or over. */
    private final Set<CallId> settled = new HashSet<>();

    private boolean allDialled;
    private boolean partingSet;
    private boolean stopped;

    /** Hears of the moments between which all calls go on. Called by the timeline's thread. */
    public interface Watcher {
        /** Of the calls the last is answered or has failed. */
        void together();

        /** The first call is about to be hung up. */
        void parting();
    }

    private LoadRun(Ua ua, Timeline timeline, LoadPlan plan, IntFunction<CallMedia> media, Watcher watcher) {
        this.ua = ua;
        this.timeline = timeline;
        this.plan = plan;
        this.media = media;
        this.watcher = watcher;
        this.begun = timeline.nanoTime();
    }

    /**
     * Begins to dial.
     *
     * @param media what the call of that number, from 0 on, says and where it is heard
     */
    public static LoadRun begin(
            Ua ua, Timeline timeline, LoadPlan plan, IntFunction<CallMedia> media, Watcher watcher) {
        LoadRun run = new LoadRun(ua, timeline, plan, media, watcher);
        run.dialNext();
        return run;
    }

    private synchronized void dialNext() {
        if (stopped) {
            return;
        }
        int number = dialled.size();
        Ua.Call call = ua.dial(plan.target(), media.apply(number));
        dialled.add(call);
        heard.add(call.ended().thenAccept(report -> ended(number, report)));
        if (dialled.size() < plan.calls()) {
            at(begun, plan.dialled(number + 1), this::dialNext);
        } else {
            allDialled = true;
            settle();
        }
    }

    /** Takes an event of the phone; those of other calls are ignored. Thread: {@code ua-loop}. */
    public void happened(UaEvent event) {
        if (event instanceof UaEvent.Established up) {
            settled(up.call());
        }
    }

    private synchronized void settled(CallId call) {
        settled.add(call);
        settle();
    }

    private void settle() {
        boolean all = allDialled && dialled.stream().allMatch(call -> settled.contains(call.id()));
        if (all && !partingSet && !stopped) {
            partingSet = true;
            watcher.together();
            at(timeline.nanoTime(), plan.together(), this::part);
        }
    }

    private void part() {
        synchronized (this) {
            if (stopped) {
                return;
            }
        }
        watcher.parting();
        hangUp(0, timeline.nanoTime());
    }

    private synchronized void hangUp(int number, long parting) {
        if (stopped) {
            return;
        }
        ua.hangUp(dialled.get(number).id());
        if (number + 1 < dialled.size()) {
            at(parting, plan.hungUp(number + 1), () -> hangUp(number + 1, parting));
        }
    }

    private void at(long from, Duration after, Runnable task) {
        timeline.schedule(Duration.ofNanos(from + after.toNanos() - timeline.nanoTime()), task);
    }

    private void ended(int number, CallReport report) {
        boolean last;
        synchronized (this) {
            reports.put(number, report);
            settled(report.id());
            last = isOver();
        }
        if (last) {
            over.complete(null);
        }
    }

    private boolean isOver() {
        return (allDialled || stopped) && reports.size() == dialled.size();
    }

    /** Dials no more and hangs up all that go on, at once. Safe to call twice. */
    public void stop() {
        boolean last;
        synchronized (this) {
            stopped = true;
            for (int number = 0; number < dialled.size(); number++) {
                if (!reports.containsKey(number)) {
                    ua.hangUp(dialled.get(number).id());
                }
            }
            last = isOver();
        }
        if (last) {
            over.complete(null);
        }
    }

    /** Completes when every call that was dialled has ended, and none will be dialled. */
    public CompletableFuture<Void> over() {
        return over.copy();
    }

    /** How many were dialled so far. */
    public synchronized int dialled() {
        return dialled.size();
    }

    /** The reports of the calls that are over, by their numbers from 0 on. */
    public synchronized Map<Integer, CallReport> reports() {
        return new LinkedHashMap<>(reports);
    }
}
