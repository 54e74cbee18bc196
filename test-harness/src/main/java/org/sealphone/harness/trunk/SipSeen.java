package org.sealphone.harness.trunk;

import java.net.InetSocketAddress;
import java.time.Instant;

/**
 * A SIP message as it crossed the trunk's TLS.
 *
 * @param connection the number of the connection, from 1, unique in the trunk's life
 * @param inbound true when the peer sent it
 * @param peer the peer's address
 * @param at when
 * @param text the whole message as ISO-8859-1: keys and digests included, a secret
 */
public record SipSeen(long connection, boolean inbound, InetSocketAddress peer, Instant at, String text) {
    /** The first line alone: the rest holds keys. */
    @Override
    public String toString() {
        int end = text.indexOf('\r');
        return (inbound ? "<- " : "-> ") + (end < 0 ? "?" : text.substring(0, end));
    }
}
