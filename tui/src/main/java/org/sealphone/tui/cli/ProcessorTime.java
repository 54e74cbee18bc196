package org.sealphone.tui.cli;

import com.sun.management.OperatingSystemMXBean;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Consumer;
import org.sealphone.harness.load.LoadRun;

/**
 * What this process costs while all calls of a load go on: the time of its processors, user and system, between two moments. Written by the
 * thread of the schedule, read by the main thread afterwards.
 */
final class ProcessorTime implements LoadRun.Watcher {
    private final Consumer<String> talk;
    private volatile long togetherAt;
    private volatile long togetherUsed;
    private volatile Optional<Duration> lasted = Optional.empty();
    private volatile Optional<Duration> used = Optional.empty();

    /** @param talk hears of both moments, in a person's words */
    ProcessorTime(Consumer<String> talk) {
        this.talk = talk;
    }

    @Override
    public void together() {
        talk.accept("all are dialled and go on together ...");
        togetherAt = System.nanoTime();
        togetherUsed = cpuNanos();
    }

    @Override
    public void parting() {
        used = Optional.of(Duration.ofNanos(cpuNanos() - togetherUsed)).filter(time -> !time.isNegative());
        lasted = Optional.of(Duration.ofNanos(System.nanoTime() - togetherAt));
        talk.accept("hanging up ...");
    }

    /** How long all calls went on; empty when they never did to the end. */
    Optional<Duration> lasted() {
        return lasted;
    }

    /** The processor time meanwhile; empty also where the system does not say. */
    Optional<Duration> used() {
        return used;
    }

    private static long cpuNanos() {
        return ManagementFactory.getOperatingSystemMXBean() instanceof OperatingSystemMXBean system
                ? system.getProcessCpuTime()
                : -1;
    }
}
