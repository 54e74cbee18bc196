package org.sealphone.harness.oracle.datagram;

import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import org.sealphone.harness.srtp.HarnessKeys;

/**
 * Remembers for the whole run what each key stream was used for: the same key, SSRC and index with another content is a two-time pad
 * (RFC 3711, 9.1), whoever sent it and in whichever call.
 */
public final class PadLedger {
    private final Map<Slot, Integer> used = new HashMap<>();

    /** False where the key stream at this place has covered something else before. */
    public boolean mayUse(HarnessKeys keys, boolean rtcp, int ssrc, long index, byte[] sealed) {
        int content = Arrays.hashCode(sealed);
        Integer before = used.putIfAbsent(new Slot(keys.fingerprint(), rtcp, ssrc, index), content);
        return before == null || before == content;
    }

    private record Slot(String fingerprint, boolean rtcp, int ssrc, long index) {}
}
