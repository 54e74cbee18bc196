package org.sealphone.harness.oracle.datagram;

import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import org.sealphone.harness.srtp.HarnessKeys;

/**
 * Remembers for the whole run what each key stream was used for: the same key, SSRC and index with another content is a two-time pad
 * (RFC 3711, 9.1), whoever sent it and in whichever call. It takes four octets for a packet, however many there are.
 */
public final class PadLedger {
    private static final int PAGE = 256;

    private final Map<Page, int[]> used = new HashMap<>();

    /** False where the key stream at this place has covered something else before. */
    public boolean mayUse(HarnessKeys keys, boolean rtcp, int ssrc, long index, byte[] sealed) {
        // Zero is nothing yet.
        int content = Math.max(1, Arrays.hashCode(sealed) & Integer.MAX_VALUE);
        int[] page =
                used.computeIfAbsent(new Page(keys.fingerprint(), rtcp, ssrc, index / PAGE), fresh -> new int[PAGE]);
        int at = (int) (index % PAGE);
        int before = page[at];
        page[at] = before == 0 ? content : before;
        return before == 0 || before == content;
    }

    private record Page(String fingerprint, boolean rtcp, int ssrc, long number) {}
}
