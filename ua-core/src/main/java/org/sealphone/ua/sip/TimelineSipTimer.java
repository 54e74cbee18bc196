package org.sealphone.ua.sip;

import gov.nist.javax.sip.SipStackImpl;
import gov.nist.javax.sip.stack.SIPStackTimerTask;
import gov.nist.javax.sip.stack.timers.SipTimer;
import java.time.Duration;
import java.util.HashSet;
import java.util.Properties;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.sealphone.crypto.time.Timeline;

/**
 * JAIN-SIP's timers on our timeline, fired on {@code ua-loop}: so its transactions live in virtual time in tests, and never run beside the
 * engine. A task that throws costs that task. Made by JAIN-SIP by name. Owner: {@code ua-loop}.
 */
public final class TimelineSipTimer implements SipTimer {
    private @Nullable FlowBinding binding;
    private volatile boolean started;
    private final Set<Entry> armed = new HashSet<>();

    /** What stands in {@link SIPStackTimerTask#getSipTimerTask} so that a task can be taken back. */
    private final class Entry implements Runnable {
        private final SIPStackTimerTask task;
        private final FlowBinding home;
        private final long periodMillis;
        private Timeline.Scheduled scheduled = () -> {};
        private boolean cancelled;

        Entry(SIPStackTimerTask task, FlowBinding home, long periodMillis) {
            this.task = task;
            this.home = home;
            this.periodMillis = periodMillis;
        }

        void arm(long delayMillis) {
            armed.add(this);
            scheduled = home.timeline().schedule(Duration.ofMillis(Math.max(0, delayMillis)), () -> home.loop()
                    .execute(this));
        }

        void drop() {
            cancelled = true;
            scheduled.cancel();
        }

        @Override
        public void run() {
            armed.remove(this);
            if (cancelled || !started) {
                return;
            }
            JainCall.run(task::runTask);
            if (periodMillis > 0 && !cancelled) {
                arm(periodMillis);
            }
        }
    }

    @Override
    public boolean schedule(SIPStackTimerTask task, long delay) {
        return arm(task, delay, 0);
    }

    @Override
    public boolean scheduleWithFixedDelay(SIPStackTimerTask task, long delay, long period) {
        return arm(task, delay, Math.max(1, period));
    }

    private boolean arm(SIPStackTimerTask task, long delay, long period) {
        FlowBinding home = binding;
        if (home == null || !started) {
            return false;
        }
        Entry entry = new Entry(task, home, period);
        task.setSipTimerTask(entry);
        entry.arm(delay);
        return true;
    }

    @Override
    public boolean cancel(SIPStackTimerTask task) {
        if (!(task.getSipTimerTask() instanceof Entry entry)) {
            return false;
        }
        boolean first = !entry.cancelled;
        entry.drop();
        armed.remove(entry);
        task.cleanUpBeforeCancel();
        return first;
    }

    /** Forgets everything that is due: the transactions it belonged to are gone. */
    void cancelAll() {
        armed.forEach(Entry::drop);
        armed.clear();
    }

    @Override
    public void start(SipStackImpl stack, Properties configuration) {
        binding = FlowBinding.of(stack.getStackName());
        started = true;
    }

    @Override
    public void stop() {
        started = false;
        cancelAll();
    }

    @Override
    public boolean isStarted() {
        return started;
    }
}
