package org.sealphone.harness.trunk.media;

import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;

/** What the services' sockets saw, written by the media thread, read by any. */
public final class MediaCounters {
    final AtomicInteger ports = new AtomicInteger();
    final AtomicLong datagrams = new AtomicLong();
    final AtomicLong rtpReceived = new AtomicLong();
    final AtomicLong keysPressed = new AtomicLong();
    final AtomicLong rtcpReceived = new AtomicLong();
    final AtomicLong notAuthentic = new AtomicLong();
    final AtomicLong rtpSent = new AtomicLong();
    final AtomicLong rtcpSent = new AtomicLong();
    final AtomicLong unsent = new AtomicLong();

    MediaCounters() {}

    /** Sockets open now. */
    public int ports() {
        return ports.get();
    }

    /** Everything that arrived, whether or not a key opens it. */
    public long datagrams() {
        return datagrams.get();
    }

    public long rtpReceived() {
        return rtpReceived.get();
    }

    /** Telephone events (RFC 4733): keys, not packets. */
    public long keysPressed() {
        return keysPressed.get();
    }

    public long rtcpReceived() {
        return rtcpReceived.get();
    }

    /** What arrived and was no fresh packet under the agreed keys. */
    public long notAuthentic() {
        return notAuthentic.get();
    }

    public long rtpSent() {
        return rtpSent.get();
    }

    public long rtcpSent() {
        return rtcpSent.get();
    }

    /** What the operating system did not take. */
    public long unsent() {
        return unsent.get();
    }
}
