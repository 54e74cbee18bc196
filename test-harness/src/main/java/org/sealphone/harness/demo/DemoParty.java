package org.sealphone.harness.demo;

import java.util.Optional;
import org.sealphone.crypto.tls.TlsFacts;
import org.sealphone.crypto.wire.WireLedger;
import org.sealphone.ua.api.CallReport;
import org.sealphone.ua.api.RegistrationFacts;

/**
 * One of the two phones, as it saw the call itself.
 *
 * @param name the user it registered as
 * @param registration what the registrar last said while it was registered
 * @param signalling its verified flow; empty when there was none
 * @param call its side of the call; empty when it came to none
 * @param ledger what left and came at its sockets, counted by {@code crypto.wire}
 */
public record DemoParty(
        String name,
        RegistrationFacts registration,
        Optional<TlsFacts> signalling,
        Optional<CallReport> call,
        WireLedger.Snapshot ledger) {}
