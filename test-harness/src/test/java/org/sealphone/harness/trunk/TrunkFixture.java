package org.sealphone.harness.trunk;

import java.io.IOException;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;
import org.sealphone.certs.DevelopmentCa;
import org.sealphone.harness.tls.TlsIdentity;

/** A trunk with the users alice, bob and carol, everything it announced, and the phones that a test opens; closes all of it. */
public final class TrunkFixture implements AutoCloseable {
    public static final String DOMAIN = "trunk.test";
    public static final DevelopmentCa CA = DevelopmentCa.create("test ca", Instant.now(), new SecureRandom());
    static final TlsIdentity IDENTITY = TlsIdentity.of(CA.server(DOMAIN));

    final List<SipSeen> sip = new CopyOnWriteArrayList<>();
    final List<SdpPassage> sdp = new CopyOnWriteArrayList<>();
    final List<ServiceMedia> media = new CopyOnWriteArrayList<>();
    final List<CallEnded> ended = new CopyOnWriteArrayList<>();
    final List<String> registrations = new CopyOnWriteArrayList<>();
    final List<String> events = new CopyOnWriteArrayList<>();
    final List<String> keyLog = new CopyOnWriteArrayList<>();
    private final List<ScriptedPhone> phones = new CopyOnWriteArrayList<>();
    private final EmbeddedTrunk trunk;

    public TrunkFixture() throws IOException {
        this(builder -> builder);
    }

    public TrunkFixture(UnaryOperator<EmbeddedTrunk.Builder> change) throws IOException {
        EmbeddedTrunk.Builder builder = EmbeddedTrunk.builder(DOMAIN, IDENTITY)
                .user("alice", "secret of alice".toCharArray())
                .user("bob", "secret of bob".toCharArray())
                .user("carol", "secret of carol".toCharArray())
                .keyLog(keyLog::add)
                .observer(new TrunkObserver() {
                    @Override
                    public void sip(SipSeen seen) {
                        sip.add(seen);
                    }

                    @Override
                    public void sdp(SdpPassage passage) {
                        sdp.add(passage);
                    }

                    @Override
                    public void mediaOpened(ServiceMedia opened) {
                        media.add(opened);
                    }

                    @Override
                    public void callEnded(CallEnded call) {
                        ended.add(call);
                    }

                    @Override
                    public void registration(String user, int expires) {
                        registrations.add(user + " " + expires);
                    }

                    @Override
                    public void connection(String event) {
                        events.add(event);
                    }
                });
        trunk = change.apply(builder).start();
    }

    public EmbeddedTrunk trunk() {
        return trunk;
    }

    public ScriptedPhone phone(String user) throws Exception {
        ScriptedPhone phone = new ScriptedPhone(trunk, CA.certificate(), user, "secret of " + user);
        phones.add(phone);
        return phone;
    }

    public ScriptedPhone registered(String user) throws Exception {
        ScriptedPhone phone = phone(user);
        if (phone.register(600).status() != 200) {
            throw new AssertionError(user + " could not register");
        }
        return phone;
    }

    /** Waits for what happens on the trunk's own threads. */
    public TrunkStatus until(Predicate<TrunkStatus> wanted) {
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(10);
        while (System.nanoTime() < deadline) {
            if (wanted.test(trunk.status())) {
                return trunk.status();
            }
            Thread.onSpinWait();
        }
        throw new AssertionError("never: " + trunk.status() + " " + events);
    }

    CallEnded end() {
        until(status -> !ended.isEmpty());
        return ended.get(ended.size() - 1);
    }

    @Override
    public void close() throws Exception {
        for (ScriptedPhone phone : phones) {
            phone.close();
        }
        trunk.close();
        if (trunk.firstFault().isPresent()) {
            throw new AssertionError("a fault in the trunk", trunk.firstFault().get());
        }
        TrunkStatus status = trunk.status();
        if (status.connections() != 0 || status.mediaPorts() != 0 || status.calls() != 0) {
            throw new AssertionError("left open: " + status);
        }
    }
}
