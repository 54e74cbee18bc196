package org.sealphone.tui.desk;

import org.sealphone.crypto.wire.WireLedger;
import org.sealphone.ua.api.Account;
import org.sealphone.ua.api.SipTrace;
import org.sealphone.ua.api.Ua;
import org.sealphone.ua.api.UaListener;

/** Where a desk gets its line: a user agent on this machine's sockets, or that of a test. */
@FunctionalInterface
public interface Exchange {
    Line open(Account account, UaListener listener, SipTrace trace);

    /** A user agent together with what counts at its sockets. */
    interface Line extends AutoCloseable {
        Ua ua();

        WireLedger.Snapshot ledger();

        @Override
        void close();
    }
}
