package org.sealphone.ua.engine;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.sealphone.crypto.reason.ReasonCode;
import org.sealphone.crypto.reason.Refusal;
import org.sealphone.ua.api.UaEvent;
import org.sealphone.ua.report.Finding;
import org.sealphone.ua.report.Severity;

/** What one input leads to, in order, and the time it happens at. Owner: the engine. */
final class Outbox {
    private List<Output> outputs = new ArrayList<>();
    private Moment now = new Moment(0, Instant.EPOCH);
    private final Set<Finding> findings = new LinkedHashSet<>();
    private long nextExchange = 1;

    void begin(Moment moment) {
        now = moment;
        outputs = new ArrayList<>();
    }

    List<Output> take() {
        return outputs;
    }

    Moment now() {
        return now;
    }

    void add(Output output) {
        outputs.add(output);
    }

    void tell(UaEvent event) {
        outputs.add(new Output.Tell(event));
    }

    void arm(TimerKey timer, Duration delay) {
        outputs.add(new Output.Arm(timer, delay));
    }

    void disarm(TimerKey timer) {
        outputs.add(new Output.Disarm(timer));
    }

    /** A finding of the account; told once however often it is found. */
    void find(Severity severity, ReasonCode reason, String detail) {
        Finding finding = new Finding(severity, new Refusal(reason, detail));
        if (findings.size() < 256 && findings.add(finding)) {
            tell(new UaEvent.Found(now.wall(), finding));
        }
    }

    List<Finding> findings() {
        return List.copyOf(findings);
    }

    Exchange nextExchange() {
        Exchange exchange = new Exchange(nextExchange);
        nextExchange += 2;
        return exchange;
    }
}
