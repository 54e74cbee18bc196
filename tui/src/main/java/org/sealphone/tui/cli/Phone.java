package org.sealphone.tui.cli;

import org.sealphone.crypto.wire.WireLedger;
import org.sealphone.crypto.wire.WireTap;
import org.sealphone.ua.api.Account;
import org.sealphone.ua.api.SipTrace;
import org.sealphone.ua.api.Ua;
import org.sealphone.ua.api.UaListener;

/** A user agent together with the wire it stands on. */
interface Phone extends AutoCloseable {
    Ua ua();

    /** What left and came at the sockets so far. */
    WireLedger.Snapshot ledger();

    /** Ends the threads of the wire; the user agent was shut down before. */
    @Override
    void close();

    /** Makes phones: the real ones, or those of a test. */
    @FunctionalInterface
    interface Maker {
        Phone open(Account account, WireTap tap, UaListener listener, SipTrace trace);
    }
}
