package org.sealphone.crypto.srtp;

import java.util.List;

/**
 * The receivers under the keys of one crypto line: one, or several among which the identifier in the packet chooses. A
 * packet that names none of them belongs to none; keys are never tried one after the other (SDES-19).
 *
 * <p>Keys of one line serve one stream, whose index goes on from one key to the next (RFC 3711 section 3.3.1), so they
 * share its contexts. Thread: {@link SrtpInbound} locks.
 */
final class KeyRing {
    final ReceiveContexts contexts;
    private final SrtpReceiver[] rtp;
    private final SrtcpReceiver[] rtcp;
    SrtpReceiver lastRtp;
    SrtcpReceiver lastRtcp;

    KeyRing(List<SrtpKeys> keys, ReceiveContexts contexts) {
        this.contexts = contexts;
        ReceiveContexts reports = new ReceiveContexts();
        rtp = keys.stream().map(each -> new SrtpReceiver(each, contexts)).toArray(SrtpReceiver[]::new);
        rtcp = keys.stream().map(each -> new SrtcpReceiver(each, reports)).toArray(SrtcpReceiver[]::new);
        lastRtp = rtp[0];
        lastRtcp = rtcp[0];
    }

    Unprotected rtp(byte[] datagram, int length) {
        SrtpReceiver chosen = rtp[0];
        for (int i = 1; i < rtp.length && !chosen.carriesIdentifier(datagram, length); i++) {
            chosen = rtp[i];
        }
        Unprotected verdict = chosen.unprotect(datagram, length);
        if (verdict == Unprotected.OPENED) {
            lastRtp = chosen;
        }
        return verdict;
    }

    Unprotected rtcp(byte[] datagram, int length) {
        SrtcpReceiver chosen = rtcp[0];
        for (int i = 1; i < rtcp.length && !chosen.carriesIdentifier(datagram, length); i++) {
            chosen = rtcp[i];
        }
        Unprotected verdict = chosen.unprotect(datagram, length);
        if (verdict == Unprotected.OPENED) {
            lastRtcp = chosen;
        }
        return verdict;
    }

    void close() {
        for (SrtpReceiver receiver : rtp) {
            receiver.close();
        }
        for (SrtcpReceiver receiver : rtcp) {
            receiver.close();
        }
    }
}
