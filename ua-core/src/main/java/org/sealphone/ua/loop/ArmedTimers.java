package org.sealphone.ua.loop;

import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.sealphone.crypto.time.Timeline;
import org.sealphone.ua.engine.Input;
import org.sealphone.ua.engine.TimerKey;

/** The engine's timers on the clock. One that was disarmed or armed anew while it fired says nothing. Owner: {@code ua-loop}. */
final class ArmedTimers {
    private final Timeline timeline;
    private final LoopQueue loop;
    private final Map<TimerKey, Timeline.Scheduled> armed = new HashMap<>();

    ArmedTimers(Timeline timeline, LoopQueue loop) {
        this.timeline = timeline;
        this.loop = loop;
    }

    void arm(TimerKey key, Duration delay) {
        disarm(key);
        Timeline.Scheduled[] self = new Timeline.Scheduled[1];
        self[0] = timeline.schedule(
                delay,
                () -> loop.post(() -> {
                    if (armed.remove(key, self[0])) {
                        loop.handle(new Input.TimerFired(key));
                    }
                }));
        armed.put(key, self[0]);
    }

    void disarm(TimerKey key) {
        Timeline.Scheduled before = armed.remove(key);
        if (before != null) {
            before.cancel();
        }
    }

    void disarmAll() {
        List.copyOf(armed.keySet()).forEach(this::disarm);
    }

    int count() {
        return armed.size();
    }
}
