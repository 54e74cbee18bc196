package org.sealphone.tui.doctor;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.sealphone.crypto.reason.Outcome;
import org.sealphone.crypto.reason.Refusal;
import org.sealphone.media.audio.LineCheck;
import org.sealphone.media.audio.LineKind;
import org.sealphone.media.audio.SoundDevices;
import org.sealphone.media.reason.MediaReason;
import org.sealphone.tui.report.Report;

/**
 * Every microphone and loudspeaker, opened and made to move sound. A machine without any is no fault, because calls can play tones and
 * files; one that is there and does not work is. A sound server that hangs would hold whoever asks it, so each question has its time.
 */
final class SoundLook {
    private static final Duration PATIENCE = Duration.ofSeconds(5);

    private final Lines lines;
    private final SoundServer server;
    private final Duration patience;

    /** What is asked of the devices of a machine; each may block. */
    interface Lines {
        List<String> names(LineKind kind);

        Outcome<LineCheck> check(LineKind kind, String name);

        static Lines of(SoundDevices devices) {
            return new Lines() {
                @Override
                public List<String> names(LineKind kind) {
                    return devices.names(kind);
                }

                @Override
                public Outcome<LineCheck> check(LineKind kind, String name) {
                    return devices.check(kind, name);
                }
            };
        }
    }

    SoundLook(Lines lines, SoundServer server) {
        this(lines, server, PATIENCE);
    }

    SoundLook(Lines lines, SoundServer server, Duration patience) {
        this.lines = lines;
        this.server = server;
        this.patience = patience;
    }

    List<Report.Check> look() {
        List<Report.Check> checks = new ArrayList<>();
        int none = 0;
        for (LineKind kind : LineKind.values()) {
            Optional<List<String>> names = inTime(() -> lines.names(kind));
            if (names.isEmpty()) {
                return List.of(Findings.fault("sound", "the sound server does not answer", MediaReason.DEV_09));
            }
            none += names.get().isEmpty() ? 1 : 0;
            checks.addAll(of(kind, names.get()));
        }
        return none == LineKind.values().length
                ? List.of(missing("sound", "neither microphone nor loudspeaker"))
                : checks;
    }

    private List<Report.Check> of(LineKind kind, List<String> names) {
        return names.isEmpty()
                ? List.of(missing(subject(kind), "none"))
                : names.stream().map(name -> line(kind, name)).toList();
    }

    private Report.Check missing(String subject, String what) {
        return Findings.care(subject, what + ": " + server.cause(), MediaReason.DEV_07, server.advice());
    }

    private Report.Check line(LineKind kind, String name) {
        return inTime(() -> lines.check(kind, name))
                .map(outcome -> outcome.fold(check -> works(kind, name, check), refusal -> broken(kind, refusal)))
                .orElseGet(() -> Findings.fault(
                        subject(kind), "'" + name + "' opens, and then nothing moves", MediaReason.DEV_09));
    }

    private static Report.Check works(LineKind kind, String name, LineCheck check) {
        String found = "'" + name + "', " + check.sampleRate() + " Hz, "
                + (check.channels() == 1 ? "one channel" : check.channels() + " channels");
        OptionalDouble heard = check.heardDbfs();
        if (heard.isPresent() && heard.getAsDouble() == Double.NEGATIVE_INFINITY) {
            return Findings.care(subject(kind), found + ", complete silence", MediaReason.DEV_10);
        }
        return Findings.good(
                subject(kind),
                found + (heard.isPresent() ? ", hears " + Math.round(heard.getAsDouble()) + " dBFS" : ", plays"));
    }

    private static Report.Check broken(LineKind kind, Refusal refusal) {
        return Findings.fault(subject(kind), refusal.detail(), refusal.reason());
    }

    private static String subject(LineKind kind) {
        return switch (kind) {
            case MICROPHONE -> "microphone";
            case LOUDSPEAKER -> "speaker";
        };
    }

    private <T> Optional<T> inTime(Callable<T> question) {
        FutureTask<T> answer = new FutureTask<>(question);
        Thread asking = new Thread(answer, "sound-look");
        asking.setDaemon(true);
        asking.start();
        try {
            return Optional.of(answer.get(patience.toMillis(), TimeUnit.MILLISECONDS));
        } catch (TimeoutException silent) {
            return Optional.empty();
        } catch (InterruptedException ended) {
            Thread.currentThread().interrupt();
            return Optional.empty();
        } catch (ExecutionException bug) {
            throw new IllegalStateException("a sound device threw", bug.getCause());
        }
    }
}
