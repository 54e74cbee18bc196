package org.sealphone.harness.demo;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.security.SecureRandom;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.sealphone.crypto.secret.Password;
import org.sealphone.crypto.time.Timeline;
import org.sealphone.crypto.tls.TrustAnchors;
import org.sealphone.crypto.wire.SecureWire;
import org.sealphone.media.audio.AudioInput;
import org.sealphone.media.audio.AudioOutput;
import org.sealphone.media.engine.MediaTicker;
import org.sealphone.ua.api.Account;
import org.sealphone.ua.api.CallMedia;
import org.sealphone.ua.api.CallReport;
import org.sealphone.ua.api.RegistrationFacts;
import org.sealphone.ua.api.Ua;
import org.sealphone.ua.api.UaEvent;
import org.sealphone.ua.loop.Surroundings;
import org.sealphone.ua.loop.UserAgent;
import org.sealphone.ua.policy.SipTarget;
import org.sealphone.ua.policy.Targets;

/** A phone of the demonstration, with a wire and a ledger of its own. It plays one tone and is asked what it heard. */
final class DemoPhone implements AutoCloseable {
    private final String user;
    private final double tone;
    private final SecureWire wire;
    private final Ua ua;
    private final CompletableFuture<Void> talking = new CompletableFuture<>();
    private volatile RegistrationFacts registration = RegistrationFacts.NONE;
    private volatile @Nullable CallReport call;

    DemoPhone(Setting setting, String user, char[] password, double tone) {
        this.user = user;
        this.tone = tone;
        this.wire = new SecureWire(
                setting.timeline(), setting.random(), setting.audience().wire());
        Account account = Account.at(target("sips:" + setting.domain()), user, setting.trust())
                .outbound(target("sips:" + literal(setting.trunk())))
                .bindAddress(setting.local())
                .password(() -> Optional.of(Password.of(password)))
                .build();
        Surroundings around = Surroundings.of(wire, setting.timeline(), setting.random(), setting.ticker())
                .traced(setting.audience().messages());
        this.ua = UserAgent.open(account, around, event -> happened(event, setting.audience()));
    }

    /** What both phones share. */
    record Setting(
            String domain,
            InetSocketAddress trunk,
            InetAddress local,
            TrustAnchors trust,
            Timeline timeline,
            SecureRandom random,
            MediaTicker ticker,
            Demo.Audience audience) {}

    private static SipTarget target(String uri) {
        return Targets.server(uri).fold(accepted -> accepted, DemoPhone::ourBug, DemoPhone::ourBug);
    }

    private static SipTarget ourBug(Object refusal) {
        throw new IllegalStateException("a target of the demonstration's own was refused: " + refusal);
    }

    private static String literal(InetSocketAddress address) {
        return address.getAddress().getHostAddress() + ":" + address.getPort();
    }

    private void happened(UaEvent event, Demo.Audience audience) {
        audience.events().happened(event);
        Consumer<String> progress = audience.progress();
        if (event instanceof UaEvent.Registered registered) {
            registration = registered.facts();
            progress.accept(user + " is registered");
        } else if (event instanceof UaEvent.IncomingCall incoming) {
            progress.accept(user + "'s phone rings");
            ua.answer(incoming.call(), sound());
        } else if (event instanceof UaEvent.Established) {
            progress.accept(user + " talks");
            talking.complete(null);
        } else if (event instanceof UaEvent.CallEnded ended) {
            call = ended.report();
            talking.complete(null);
        }
    }

    private CallMedia sound() {
        return new CallMedia(AudioInput.tone(tone), List.of(AudioOutput.discard()));
    }

    String user() {
        return user;
    }

    Ua ua() {
        return ua;
    }

    Ua.Call dial(String callee) {
        return ua.dial(callee, sound());
    }

    /** Waits until media runs here, or the call has ended. */
    boolean talks(long milliseconds) throws InterruptedException {
        try {
            talking.get(milliseconds, TimeUnit.MILLISECONDS);
            return call == null;
        } catch (TimeoutException e) {
            return false;
        } catch (ExecutionException e) {
            throw new IllegalStateException(e);
        }
    }

    /** What it saw itself; complete once it is closed. */
    DemoParty party() {
        return new DemoParty(
                user,
                registration,
                ua.snapshot().flow(),
                Optional.ofNullable(call),
                wire.ledger().snapshot());
    }

    @Override
    public void close() {
        ua.close();
        wire.close();
    }
}
