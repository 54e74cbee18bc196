package org.sealphone.tui.desk;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.OptionalDouble;
import org.sealphone.media.engine.MediaReport;
import org.sealphone.tui.screen.Snapshot;

/** How good a call was in each second of the last minute. Owner: the stage. */
final class History {
    private static final int SECONDS = 60;

    private final Deque<Double> jitter = new ArrayDeque<>();
    private final Deque<Double> loss = new ArrayDeque<>();
    private final Deque<Double> delay = new ArrayDeque<>();
    private final Deque<Double> mos = new ArrayDeque<>();
    private long received;
    private long lost;

    /** A second has passed. */
    void second(MediaReport report) {
        boolean heard = report.rxPackets() > 0;
        long came = report.rxPackets() - received;
        long missed = Math.max(0, report.rxLost() - lost);
        received = report.rxPackets();
        lost = report.rxLost();
        add(jitter, heard ? report.jitterMillis() : Double.NaN);
        add(loss, came + missed > 0 ? 100.0 * missed / (came + missed) : Double.NaN);
        add(delay, known(report.roundTripMillis()));
        add(mos, known(report.mos()));
    }

    private static double known(OptionalDouble value) {
        return value.orElse(Double.NaN);
    }

    private static void add(Deque<Double> values, double value) {
        values.addLast(value);
        if (values.size() > SECONDS) {
            values.removeFirst();
        }
    }

    Snapshot.Media media(MediaReport report) {
        return new Snapshot.Media(
                report.codec().encodingName(),
                report.suite().name(),
                new Snapshot.Counts(
                        report.sealedOut(),
                        report.txPackets(),
                        report.rxPackets(),
                        report.rxLost(),
                        report.rxLate(),
                        report.rxAuthFailed(),
                        report.rxReplayed(),
                        report.rtcpTx(),
                        report.rtcpRx()),
                list(jitter),
                list(loss),
                list(delay),
                list(mos),
                report.remoteMos());
    }

    private static List<Double> list(Deque<Double> values) {
        return new ArrayList<>(values);
    }
}
