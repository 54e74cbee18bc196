package org.sealphone.harness.demo;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import org.sealphone.certs.DevelopmentCa;
import org.sealphone.certs.IssuedCertificate;
import org.sealphone.crypto.reason.Refusal;
import org.sealphone.crypto.time.SystemTimeline;
import org.sealphone.crypto.tls.TrustAnchors;
import org.sealphone.crypto.wire.WireTap;
import org.sealphone.harness.oracle.Canary;
import org.sealphone.harness.oracle.Oracle;
import org.sealphone.harness.oracle.OracleRules;
import org.sealphone.harness.oracle.PlantedControls;
import org.sealphone.harness.oracle.Verdict;
import org.sealphone.harness.stage.Stage;
import org.sealphone.harness.tls.TlsIdentity;
import org.sealphone.harness.trunk.EmbeddedTrunk;
import org.sealphone.media.engine.MediaTicker;
import org.sealphone.media.tone.Heard;
import org.sealphone.ua.api.End;
import org.sealphone.ua.api.SipTrace;
import org.sealphone.ua.api.UaListener;

/**
 * The demonstration: an embedded trunk with a certificate made on the spot, two phones that register with it and call each other, each
 * playing a tone of its own, and a witness from before the first until after the last. The oracle judges what the witness saw; the
 * phones' own ledgers must agree with it to the datagram. Blocks its thread for about the length of the call.
 */
public final class Demo {
    private static final String DOMAIN = "trunk.sealphone.test";
    private static final int CALLER_HZ = 440;
    private static final int CALLEE_HZ = 660;
    private static final int LEAST_SNR_DB = 12;
    private static final int STEP_SECONDS = 10;

    private final Stage stage;
    private final Duration talk;
    private final Audience audience;
    private final CompletableFuture<?> stop;
    private final SecureRandom random = new SecureRandom();
    private final List<String> keyLog = new CopyOnWriteArrayList<>();
    private final List<String> failures = new ArrayList<>();

    private Demo(Stage stage, Duration talk, Audience audience, CompletableFuture<?> stop) {
        this.stage = stage;
        this.talk = talk;
        this.audience = audience;
        this.stop = stop;
    }

    /**
     * Who looks on. All are called on threads of the phones and must return at once.
     *
     * @param wire sees what the phones put on the wire
     * @param messages sees the SIP messages of both phones, free of secrets
     * @param events hears what happens to either phone
     * @param progress hears a few words at each step
     */
    public record Audience(WireTap wire, SipTrace messages, UaListener events, Consumer<String> progress) {}

    /**
     * Plays it once.
     *
     * @param stage the stage that this process stands on
     * @param talk how long the phones talk
     * @param audience who looks on
     * @param stop ends the talk before its time; the phones hang up and unregister as ever
     * @throws IOException when this machine cannot: no capture, no port
     */
    public static DemoReport play(Stage stage, Duration talk, Audience audience, CompletableFuture<?> stop)
            throws IOException {
        return new Demo(stage, talk, audience, stop).play();
    }

    private DemoReport play() throws IOException {
        long begun = System.nanoTime();
        InetAddress local = InetAddress.getLoopbackAddress();
        char[] callerPassword = secret();
        char[] calleePassword = secret();
        String caller = "alice-" + token();
        String callee = "bob-" + token();
        DevelopmentCa authority = DevelopmentCa.create("Sealphone demonstration", Instant.now(), random);
        IssuedCertificate certificate = authority.server(DOMAIN);
        try (Witness witness = Witness.of(stage, local, random);
                EmbeddedTrunk trunk = EmbeddedTrunk.builder(
                                DOMAIN, new TlsIdentity(certificate.key(), certificate.chain()))
                        .listen(local, 0)
                        .user(caller, callerPassword)
                        .user(callee, calleePassword)
                        .keyLog(keyLog::add)
                        .sdpRewriter(witness.rewriter())
                        .start();
                SystemTimeline timeline = new SystemTimeline();
                MediaTicker ticker = MediaTicker.threaded(timeline)) {
            InetSocketAddress door = witness.admit(trunk.address());
            DemoPhone.Setting setting = new DemoPhone.Setting(
                    DOMAIN,
                    door,
                    local,
                    TrustAnchors.of(List.of(authority.certificate())),
                    timeline,
                    random,
                    ticker,
                    audience);
            DemoPhone alice = new DemoPhone(setting, caller, callerPassword, CALLER_HZ);
            DemoPhone bob = new DemoPhone(setting, callee, calleePassword, CALLEE_HZ);
            try {
                converse(alice, bob);
            } finally {
                alice.close();
                bob.close();
            }
            trunk.close();
            audience.progress().accept("the oracle reads what was captured");
            return judge(witness, door, alice.party(), bob.party(), callerPassword, calleePassword, begun);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted", e);
        }
    }

    private void converse(DemoPhone alice, DemoPhone bob) throws InterruptedException {
        if (!registers(bob) || !registers(alice)) {
            return;
        }
        var call = alice.dial(bob.user());
        if (alice.talks(STEP_SECONDS * 1000L) && bob.talks(STEP_SECONDS * 1000L)) {
            letThemTalk(call.ended());
            alice.ua().hangUp(call.id());
        }
        End end = await(call.ended()).map(report -> report.end()).orElse(null);
        if (end == null) {
            failures.add("the call did not end");
        } else if (!end.isOk()) {
            failures.add("the call ended otherwise: " + words(end));
        }
    }

    /** The length of the talk is the time that the call does not end by itself. */
    private void letThemTalk(CompletableFuture<?> ended) throws InterruptedException {
        try {
            CompletableFuture.anyOf(ended, stop).get(talk.toMillis(), TimeUnit.MILLISECONDS);
            failures.add(stop.isDone() ? "it was interrupted" : "the call ended before its time");
        } catch (TimeoutException e) {
            audience.progress().accept("they hang up");
        } catch (ExecutionException e) {
            throw new IllegalStateException(e);
        }
    }

    private boolean registers(DemoPhone phone) throws InterruptedException {
        Optional<End> end = await(phone.ua().register());
        if (end.filter(End::isOk).isEmpty()) {
            failures.add(phone.user() + " could not register: "
                    + end.map(Demo::words).orElse("no answer"));
            return false;
        }
        return true;
    }

    private static String words(End end) {
        if (end instanceof End.RejectedByPeer rejected) {
            return rejected.status() + " " + rejected.reasonPhrase();
        }
        return end.reason().map(Refusal::text).orElse("it was cut short");
    }

    private static <T> Optional<T> await(CompletableFuture<T> future) throws InterruptedException {
        try {
            return Optional.of(future.get(STEP_SECONDS, TimeUnit.SECONDS));
        } catch (TimeoutException e) {
            return Optional.empty();
        } catch (ExecutionException e) {
            throw new IllegalStateException(e);
        }
    }

    private DemoReport judge(
            Witness witness,
            InetSocketAddress door,
            DemoParty alice,
            DemoParty bob,
            char[] callerPassword,
            char[] calleePassword,
            long begun)
            throws IOException {
        Witness.Seen seen = witness.finish();
        OracleRules rules = OracleRules.builder()
                .trunk(door)
                .keyLog(keyLog)
                .canary(Canary.expected("the caller's name", alice.name()))
                .canary(Canary.expected("the callee's name", bob.name()))
                .canary(Canary.forbidden("the caller's password", new String(callerPassword)))
                .canary(Canary.forbidden("the callee's password", new String(calleePassword)))
                .tone(CALLER_HZ)
                .controls(witness.controls())
                .build();
        Verdict verdict = Oracle.judge(rules, seen.packets()).withControls(PlantedControls.run(rules, seen.packets()));
        List<String> disagreements = new ArrayList<>(seen.disagreements());
        compare(alice, bob, verdict, disagreements);
        heard(alice, CALLEE_HZ);
        heard(bob, CALLER_HZ);
        return new DemoReport(
                stage.label(),
                List.of(stage.cannotSee()),
                alice,
                bob,
                verdict,
                disagreements,
                failures,
                Duration.ofNanos(System.nanoTime() - begun));
    }

    /** The sockets' own count, the senders' and the oracle's: three witnesses that share nothing. */
    private static void compare(DemoParty alice, DemoParty bob, Verdict verdict, List<String> disagreements) {
        long atSockets = 0;
        for (DemoParty party : List.of(alice, bob)) {
            long out = party.ledger().datagramsOut();
            long sealed = party.call()
                    .flatMap(report -> report.media())
                    .map(media -> media.sealedOut())
                    .orElse(0L);
            if (out != sealed) {
                disagreements.add(
                        party.name() + ": " + out + " datagrams left its sockets, its senders sealed " + sealed);
            }
            atSockets += out;
        }
        long captured =
                verdict.mediaFlows().stream().mapToLong(flow -> flow.packets()).sum();
        if (atSockets != captured) {
            disagreements.add(
                    "the phones count " + atSockets + " datagrams, the oracle found " + captured + " of media");
        }
    }

    private void heard(DemoParty party, int hertz) {
        Optional<Heard> heard = party.call().flatMap(report -> report.media()).flatMap(media -> media.heard());
        boolean found = heard.filter(sound -> sound.tone(hertz, LEAST_SNR_DB)).isPresent();
        if (!found) {
            failures.add(party.name() + " did not hear " + hertz + " Hz: "
                    + heard.map(sound -> String.format(Locale.ROOT, "%.1f dBFS of something else", sound.rmsDbfs()))
                            .orElse("nothing"));
        }
    }

    private String token() {
        byte[] four = new byte[4];
        random.nextBytes(four);
        return HexFormat.of().formatHex(four);
    }

    private char[] secret() {
        byte[] sixteen = new byte[16];
        random.nextBytes(sixteen);
        return HexFormat.of().formatHex(sixteen).toCharArray();
    }
}
