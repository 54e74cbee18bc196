package org.sealphone.ua.engine;

import java.net.InetAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.sealphone.crypto.reason.CryptoReason;
import org.sealphone.crypto.reason.Refusal;
import org.sealphone.crypto.tls.IdentityMode;
import org.sealphone.crypto.tls.TlsFacts;
import org.sealphone.crypto.tls.TlsFailure;
import org.sealphone.ua.api.End;
import org.sealphone.ua.api.SecurityAgreement;
import org.sealphone.ua.api.UaEvent;
import org.sealphone.ua.report.Severity;

/** Whether the verified flow stands, and who waits for it. Owner: the engine. */
final class Flow {
    /** Somebody who needs the flow. */
    private record Waiting(Runnable up, Consumer<End> failed) {}

    private enum State {
        DOWN,
        CONNECTING,
        UP
    }

    private final Outbox out;
    private final SecurityAgreement agreement;
    private final List<Waiting> waiting = new ArrayList<>();
    private State state = State.DOWN;
    private Optional<TlsFacts> facts = Optional.empty();
    private @Nullable InetAddress local;
    private SdpWriter writer = description -> Optional.empty();

    Flow(Outbox out, SecurityAgreement agreement) {
        this.out = out;
        this.agreement = agreement;
    }

    /** Runs one of the two, now or when it is known. */
    void need(Runnable up, Consumer<End> failed) {
        if (state == State.UP) {
            up.run();
            return;
        }
        waiting.add(new Waiting(up, failed));
        if (state == State.DOWN) {
            state = State.CONNECTING;
            out.add(new Output.Connect());
        }
    }

    void up(Input.FlowUp input) {
        state = State.UP;
        facts = Optional.of(input.facts());
        local = input.local();
        writer = Agreement.asking(agreement, input.writer());
        out.tell(new UaEvent.FlowUp(out.now().wall(), input.facts()));
        if (input.facts().cbc()) {
            out.find(Severity.MEDIUM, CryptoReason.TLS_02, input.facts().suite());
        }
        if (input.facts().clientCertificateInClear()) {
            out.find(Severity.LOW, CryptoReason.TLS_08, input.facts().protocol());
        }
        if (input.facts().identityMode() == IdentityMode.HTTPS_WILDCARD) {
            out.find(
                    Severity.LOW,
                    CryptoReason.TLS_04,
                    "identity by the rule of HTTPS: " + input.facts().identity());
        }
        settle(Waiting::up);
    }

    private void settle(java.util.function.Function<Waiting, Runnable> how) {
        List<Waiting> now = List.copyOf(waiting);
        waiting.clear();
        now.forEach(one -> how.apply(one).run());
    }

    void failed(TlsFailure failure) {
        state = State.DOWN;
        out.tell(new UaEvent.FlowFailed(out.now().wall(), failure.refusal()));
        End end = endOf(failure);
        settle(one -> () -> one.failed().accept(end));
    }

    /** @return how whatever was going on ends */
    End lost(Refusal cause) {
        state = State.DOWN;
        writer = description -> Optional.empty();
        out.tell(new UaEvent.FlowLost(out.now().wall(), cause));
        End end = new End.Unreachable(cause);
        settle(one -> () -> one.failed().accept(end));
        return end;
    }

    private static End endOf(TlsFailure failure) {
        return switch (failure.kind()) {
            case UNREACHABLE -> new End.Unreachable(failure.refusal());
            case REFUSED -> new End.RefusedByPolicy(failure.refusal());
            case LOCAL -> new End.LocalFailure(failure.refusal());
        };
    }

    void close() {
        if (state != State.DOWN) {
            state = State.DOWN;
            out.add(new Output.Disconnect());
        }
        settle(one -> () -> one.failed().accept(new End.Interrupted()));
    }

    boolean isUp() {
        return state == State.UP;
    }

    Optional<TlsFacts> facts() {
        return facts;
    }

    Optional<InetAddress> local() {
        return Optional.ofNullable(local);
    }

    SdpWriter writer() {
        return writer;
    }
}
