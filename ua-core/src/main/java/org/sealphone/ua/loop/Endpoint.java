package org.sealphone.ua.loop;

import java.security.SecureRandom;
import org.sealphone.crypto.time.SystemTimeline;
import org.sealphone.crypto.wire.SecureWire;
import org.sealphone.crypto.wire.WireLedger;
import org.sealphone.crypto.wire.WireTap;
import org.sealphone.media.engine.MediaTicker;
import org.sealphone.ua.api.Account;
import org.sealphone.ua.api.SipTrace;
import org.sealphone.ua.api.Ua;
import org.sealphone.ua.api.UaListener;

/**
 * What all phones of a program stand on: the one door to the network, this machine's clock and randomness, and the thread that paces
 * sound. A program opens one, and on it a {@link Ua} for each account; it closes the phones first. Thread: any.
 */
public final class Endpoint implements AutoCloseable {
    private final SystemTimeline timeline = new SystemTimeline();
    private final MediaTicker ticker = MediaTicker.threaded(timeline);
    private final SecureWire wire;
    private final Surroundings around;

    private Endpoint() {
        SecureRandom random = new SecureRandom();
        this.wire = new SecureWire(timeline, random, WireTap.none());
        this.around = Surroundings.of(wire, timeline, random, ticker);
    }

    /** Opens no socket yet: the first flow and the first call of a phone do. */
    public static Endpoint open() {
        return new Endpoint();
    }

    /**
     * A phone at rest.
     *
     * @param listener hears every event, on {@code ua-loop}
     */
    public Ua phone(Account account, UaListener listener) {
        return UserAgent.open(account, around, listener);
    }

    /**
     * A phone at rest that shows what it says and hears.
     *
     * @param trace gets every message, without its secrets
     */
    public Ua phone(Account account, UaListener listener, SipTrace trace) {
        return UserAgent.open(account, around.traced(trace), listener);
    }

    /** What has left this machine's sockets so far, by kind; counted at the socket. */
    public WireLedger.Snapshot ledger() {
        return wire.ledger().snapshot();
    }

    /** Closes the door for good, and ends the threads. */
    @Override
    public void close() {
        wire.close();
        ticker.close();
        timeline.close();
    }
}
