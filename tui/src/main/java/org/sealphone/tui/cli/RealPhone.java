package org.sealphone.tui.cli;

import java.security.SecureRandom;
import java.util.concurrent.atomic.AtomicBoolean;
import org.sealphone.crypto.srtp.SrtpWarmUp;
import org.sealphone.crypto.time.SystemTimeline;
import org.sealphone.crypto.wire.SecureWire;
import org.sealphone.crypto.wire.WireLedger;
import org.sealphone.crypto.wire.WireTap;
import org.sealphone.media.engine.MediaTicker;
import org.sealphone.ua.api.Account;
import org.sealphone.ua.api.SipTrace;
import org.sealphone.ua.api.Ua;
import org.sealphone.ua.api.UaEvent;
import org.sealphone.ua.api.UaListener;
import org.sealphone.ua.loop.Surroundings;
import org.sealphone.ua.loop.UserAgent;

/** The phone on this machine's sockets, its clock and its randomness. */
final class RealPhone implements Phone {
    private static final AtomicBoolean WARMED = new AtomicBoolean();

    private final SystemTimeline timeline = new SystemTimeline();
    private final MediaTicker ticker = MediaTicker.threaded(timeline);
    private final SecureWire wire;
    private final Ua ua;

    private RealPhone(Account account, WireTap tap, UaListener listener, SipTrace trace) {
        SecureRandom random = new SecureRandom();
        this.wire = new SecureWire(timeline, random, tap);
        this.ua = UserAgent.open(
                account, Surroundings.of(wire, timeline, random, ticker).traced(trace), warming(listener));
    }

    static Phone open(Account account, WireTap tap, UaListener listener, SipTrace trace) {
        return new RealPhone(account, tap, listener, trace);
    }

    private static UaListener warming(UaListener listener) {
        return event -> {
            listener.happened(event);
            if (event instanceof UaEvent.Registered
                    || event instanceof UaEvent.Dialling
                    || event instanceof UaEvent.IncomingCall) {
                warmUp();
            }
        };
    }

    /**
     * Once a process, beside the ringing, when the registration no longer waits for the processor: the first packets of the first call are
     * as quick as later ones.
     */
    private static void warmUp() {
        if (!WARMED.get() && WARMED.compareAndSet(false, true)) {
            Thread thread = new Thread(SrtpWarmUp::run, "srtp-warm-up");
            thread.setDaemon(true);
            thread.start();
        }
    }

    @Override
    public Ua ua() {
        return ua;
    }

    @Override
    public WireLedger.Snapshot ledger() {
        return wire.ledger().snapshot();
    }

    @Override
    public void close() {
        ua.close();
        wire.close();
        ticker.close();
        timeline.close();
    }
}
