package org.sealphone.tui.cli;

import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.sealphone.crypto.reason.Refusal;
import org.sealphone.media.audio.AudioOutput;
import org.sealphone.tui.report.ExitCode;
import org.sealphone.tui.report.Report;
import org.sealphone.ua.api.CallDirection;
import org.sealphone.ua.api.CallId;
import org.sealphone.ua.api.CallMedia;
import org.sealphone.ua.api.CallReport;
import org.sealphone.ua.api.EndedBy;
import org.sealphone.ua.api.Ua;
import org.sealphone.ua.api.UaEvent;
import org.sealphone.ua.report.UaReason;

/**
 * Answers every call, unless somebody else does, and keeps its account. Events come on {@code ua-loop}; files are opened on a thread of its own, so that the loop
 * never waits for a disk.
 */
final class CallTaker implements AutoCloseable {
    private static final Duration SETTLING = Duration.ofSeconds(4);

    private final Ua ua;
    private final CallSound sound;
    private final CallRecorder recorder;
    private final boolean auto;
    private final Optional<String> keys;
    private final Optional<Integer> number;
    private final ExecutorService answering = Executors.newSingleThreadExecutor(work -> {
        Thread thread = new Thread(work, "answering");
        thread.setDaemon(true);
        return thread;
    });
    private final CompletableFuture<Void> done = new CompletableFuture<>();
    private final Map<CallId, Optional<Report.CallEntry>> calls = new LinkedHashMap<>();

    /** @param auto whether each is answered at once; else somebody else answers */
    CallTaker(
            Ua ua,
            CallSound sound,
            CallRecorder recorder,
            boolean auto,
            Optional<String> keys,
            Optional<Integer> number) {
        this.ua = ua;
        this.sound = sound;
        this.recorder = recorder;
        this.auto = auto;
        this.keys = keys;
        this.number = number;
    }

    /** Completes when the wanted number of calls is over. */
    CompletableFuture<Void> done() {
        return done;
    }

    void happened(UaEvent event) {
        if (event instanceof UaEvent.IncomingCall incoming) {
            came(incoming.call());
        } else if (event instanceof UaEvent.Established up) {
            keys.ifPresent(typed -> ua.sendDigits(up.call(), PhoneSession.LEAD_IN + typed));
        } else if (event instanceof UaEvent.CallRefused refused) {
            over(refused.call(), refused(refused));
        } else if (event instanceof UaEvent.CallEnded ended && ended.report().direction() == CallDirection.INCOMING) {
            over(ended.report().id(), ended(ended.report()));
        }
    }

    private synchronized void came(CallId call) {
        boolean enough = number.isPresent() && calls.size() >= number.get();
        if (enough) {
            ua.reject(call, 486);
            return;
        }
        calls.put(call, Optional.empty());
        if (auto) {
            answering.execute(() -> ua.answer(call, media()));
        }
    }

    private CallMedia media() {
        CallMedia own = sound.media();
        List<AudioOutput> outputs = new ArrayList<>(own.outputs());
        outputs.addAll(recorder.next());
        return new CallMedia(own.input(), outputs);
    }

    private synchronized void over(CallId call, Report.CallEntry entry) {
        Optional<Report.CallEntry> known = calls.get(call);
        boolean beyond = known == null && number.isPresent() && calls.size() >= number.get();
        if (beyond || (known != null && known.isPresent())) {
            return;
        }
        calls.put(call, Optional.of(entry));
        boolean allOver = calls.values().stream().allMatch(Optional::isPresent);
        if (number.isPresent() && calls.size() >= number.get() && allOver) {
            done.complete(null);
        }
    }

    private Report.CallEntry ended(CallReport report) {
        List<Refusal> reasons = Facts.reasons(report.end(), report);
        Optional<Refusal> missed = Expectation.digits(keys, report);
        missed.ifPresent(reasons::add);
        return new Report.CallEntry(
                missed.isPresent() ? ExitCode.CHECK_FAILED.or(Facts.exit(report.end())) : Facts.exit(report.end()),
                Facts.call(report),
                report.remoteName(),
                Facts.media(report),
                Facts.heard(report),
                reasons);
    }

    /** What we refuse by policy counts as that; a second caller while one is on the line was not wronged. */
    private static Report.CallEntry refused(UaEvent.CallRefused refused) {
        boolean busy = refused.refusal().reason() == UaReason.SIP_25;
        return new Report.CallEntry(
                busy ? ExitCode.CHECK_FAILED : ExitCode.REFUSED_BY_POLICY,
                new Report.Call(
                        refused.from(),
                        Optional.of(refused.status()),
                        "",
                        Optional.empty(),
                        Optional.empty(),
                        EndedBy.LOCAL.name().toLowerCase(Locale.ROOT)),
                refused.from(),
                Optional.empty(),
                Optional.empty(),
                List.of(refused.refusal()));
    }

    /** The calls that are over, in the order in which they came. */
    synchronized List<Report.CallEntry> entries() {
        List<Report.CallEntry> entries = new ArrayList<>();
        calls.values().forEach(entry -> entry.ifPresent(entries::add));
        return entries;
    }

    /** Waits until every call that was hung up has been accounted for, a bounded time. */
    void settle() {
        CompletableFuture<?>[] ends = open().stream().map(ua::ended).toArray(CompletableFuture<?>[]::new);
        new Interrupt().await(CompletableFuture.allOf(ends), SETTLING);
    }

    private synchronized List<CallId> open() {
        List<CallId> open = new ArrayList<>();
        calls.forEach((call, entry) -> {
            if (entry.isEmpty()) {
                open.add(call);
            }
        });
        return open;
    }

    @Override
    public void close() {
        answering.shutdown();
        try {
            if (!answering.awaitTermination(1, TimeUnit.SECONDS)) {
                answering.shutdownNow();
            }
        } catch (InterruptedException ended) {
            Thread.currentThread().interrupt();
        }
    }
}
