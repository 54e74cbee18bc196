package org.sealphone.crypto.sdes;

import java.security.SecureRandom;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.sealphone.crypto.srtp.SrtpSuite;

/**
 * The keys that an outgoing call offers while it looks for its party (SDES-33): the same to the same party, as when an INVITE is
 * repeated with credentials, and fresh ones to any other, as after a 3xx, REFER or Replaces. A key that one party has seen is never
 * offered to another.
 *
 * <p>Pure. Thread: the call's owner.
 */
public final class PartyOffer implements AutoCloseable {
    private final List<SrtpSuite> preference;
    private @Nullable String party;
    private @Nullable SdesOffer offer;

    public PartyOffer(List<SrtpSuite> preference) {
        this.preference = List.copyOf(preference);
    }

    /** The offer to this party. Keys that were offered to another are wiped. */
    public SdesOffer to(String target, SecureRandom random) {
        SdesOffer current = offer;
        if (current != null && target.equals(party)) {
            return current;
        }
        close();
        SdesOffer fresh = SdesOffer.generate(preference, random);
        party = target;
        offer = fresh;
        return fresh;
    }

    @Override
    public void close() {
        if (offer != null) {
            offer.close();
            offer = null;
        }
    }
}
