package org.sealphone.tui.report;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.sealphone.crypto.reason.Refusal;
import org.sealphone.media.engine.SendLateness;
import org.sealphone.tui.report.Report.CallEntry;
import org.sealphone.tui.report.Report.Media;

/**
 * What many calls were in sum. Immutable.
 *
 * @param over how many are over
 * @param answered those of them that were answered
 * @param ok those that ended as was asked for
 * @param failed the others, by why
 * @param setupMillis from INVITE to answer; for those who are called, empty
 * @param codecs codec and suite of the calls, and how many had them
 * @param txPackets SRTP packets sent
 * @param rxPackets SRTP packets that authenticated
 * @param rxLost packets that never came
 * @param notAuthentic packets whose tag was wrong
 * @param jitterMillis of RFC 3550, call by call
 * @param mos what each call heard
 * @param lateness how late packets left
 */
public record Crowd(
        long over,
        long answered,
        long ok,
        List<Failed> failed,
        Optional<Spread> setupMillis,
        Map<String, Long> codecs,
        long txPackets,
        long rxPackets,
        long rxLost,
        long notAuthentic,
        Optional<Spread> jitterMillis,
        Optional<Spread> mos,
        SendLateness lateness) {
    public Crowd {
        failed = List.copyOf(failed);
        codecs = Map.copyOf(codecs);
    }

    /** Calls that failed alike: the same exit, final status and decisive reason. */
    public record Failed(ExitCode exit, Optional<Integer> status, Optional<Refusal> first, long calls) {}

    public static Crowd of(Collection<CallEntry> calls) {
        List<Media> media =
                calls.stream().flatMap(call -> call.media().stream()).toList();
        Map<String, Long> codecs = new TreeMap<>();
        media.forEach(one -> codecs.merge(one.codec() + " in " + one.suite(), 1L, Long::sum));
        return new Crowd(
                calls.size(),
                media.size(),
                calls.stream().filter(call -> call.exit() == ExitCode.OK).count(),
                failures(calls),
                Spread.of(calls.stream()
                        .flatMap(call -> call.call().setupMillis().stream())
                        .map(Long::doubleValue)),
                codecs,
                media.stream().mapToLong(Media::txPackets).sum(),
                media.stream().mapToLong(Media::rxPackets).sum(),
                media.stream().mapToLong(Media::rxLost).sum(),
                media.stream().mapToLong(Media::rxAuthFailed).sum(),
                Spread.of(media.stream().flatMap(one -> one.jitterMillis().stream())),
                Spread.of(media.stream().flatMap(one -> one.mos().stream())),
                lateness(media.stream().map(Media::sendLateness)));
    }

    private static List<Failed> failures(Collection<CallEntry> calls) {
        Map<String, Failed> failures = new TreeMap<>();
        for (CallEntry call : calls) {
            if (call.exit() == ExitCode.OK) {
                continue;
            }
            Optional<Refusal> why = call.reasons().stream().findFirst();
            String alike = call.exit().code() + " " + call.call().status() + " "
                    + why.map(refusal -> refusal.reason().code()).orElse("");
            failures.merge(
                    alike,
                    new Failed(call.exit(), call.call().status(), why, 1),
                    (one, more) -> new Failed(one.exit(), one.status(), one.first(), one.calls() + more.calls()));
        }
        return List.copyOf(failures.values());
    }

    private static SendLateness lateness(Stream<SendLateness> all) {
        Map<Integer, Long> buckets = new TreeMap<>();
        double[] most = {0};
        all.forEach(one -> {
            one.buckets().forEach(bucket -> buckets.merge(bucket.milliseconds(), bucket.packets(), Long::sum));
            most[0] = Math.max(most[0], one.mostMillis());
        });
        List<SendLateness.Bucket> summed = new ArrayList<>();
        buckets.forEach((milliseconds, packets) -> summed.add(new SendLateness.Bucket(milliseconds, packets)));
        return new SendLateness(summed, most[0]);
    }

    /** The part of the packets that left no later than this, from 0 to 1; empty when none left. */
    public Optional<Double> promptWithin(int milliseconds) {
        long all = packets(Integer.MAX_VALUE);
        return all == 0 ? Optional.empty() : Optional.of((double) packets(milliseconds) / all);
    }

    private long packets(int noLater) {
        return lateness.buckets().stream()
                .filter(bucket -> bucket.milliseconds() <= noLater)
                .mapToLong(SendLateness.Bucket::packets)
                .sum();
    }
}
