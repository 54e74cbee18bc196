package org.sealphone.tui.cli;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.sealphone.crypto.wire.WireTap;
import org.sealphone.media.codec.OpusSettings;
import org.sealphone.tui.config.AccountWish;
import org.sealphone.tui.config.Accounts;
import org.sealphone.ua.api.CallReport;
import org.sealphone.ua.api.CallWaiting;
import org.sealphone.ua.api.MailboxNews;
import org.sealphone.ua.api.UaEvent;
import org.sealphone.ua.policy.SecurityPolicy;

/** Bob's phone, which rings and is never answered; or which bob declines. */
final class RingingPhone implements AutoCloseable {
    private final Accounts.Ready ready;
    private final Phone phone;

    private final Optional<Integer> declining;
    private final CompletableFuture<CallReport> ended = new CompletableFuture<>();

    private RingingPhone(Accounts.Ready ready, Optional<Integer> declining) {
        this.ready = ready;
        this.declining = declining;
        this.phone = RealPhone.open(ready.account(), WireTap.none(), this::happened, (at, outgoing, text) -> {});
    }

    private void happened(UaEvent event) {
        if (event instanceof UaEvent.IncomingCall incoming) {
            declining.ifPresent(status -> phone.ua().reject(incoming.call(), status));
        } else if (event instanceof UaEvent.CallEnded over) {
            ended.complete(over.report());
        }
    }

    /** How the first call ended. */
    CallReport ended() throws Exception {
        return ended.get(20, TimeUnit.SECONDS);
    }

    static RingingPhone register(Bench bench) throws Exception {
        return register(bench, Optional.empty());
    }

    /** One that declines each call with this status. */
    static RingingPhone declining(Bench bench, int status) throws Exception {
        return register(bench, Optional.of(status));
    }

    private static RingingPhone register(Bench bench, Optional<Integer> declining) throws Exception {
        AccountWish wish = new AccountWish(
                Optional.of("sips:" + Bench.DOMAIN),
                Optional.of("bob"),
                Optional.empty(),
                Optional.empty(),
                false,
                List.of(),
                Optional.of(bench.file("password")),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.of(bench.file("ca.pem")),
                List.of(),
                Optional.empty(),
                Optional.empty(),
                Optional.of("sips:127.0.0.1:" + bench.trunk().address().getPort()),
                Optional.empty(),
                true,
                SecurityPolicy.STANDARD,
                Optional.empty(),
                Optional.empty(),
                true,
                CallWaiting.OFFERED,
                MailboxNews.TOLD,
                Optional.empty(),
                List.of(),
                List.of(),
                OpusSettings.USUAL);
        RingingPhone bob = new RingingPhone(
                Accounts.registered(wish, Map.of()).fold(ready -> ready, refusal -> {
                    throw new AssertionError(refusal.text());
                }),
                declining);
        if (!bob.phone.ua().register().get(20, TimeUnit.SECONDS).isOk()) {
            throw new AssertionError("bob could not register");
        }
        return bob;
    }

    @Override
    public void close() {
        phone.close();
        ready.close();
    }
}
