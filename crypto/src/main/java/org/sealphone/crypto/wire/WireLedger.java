package org.sealphone.crypto.wire;

import java.util.concurrent.atomic.LongAdder;

/**
 * Counts at the sockets what left and what came, by kind. The senders of SRTP count for themselves; the two must agree to the
 * datagram. Thread-safe.
 */
public final class WireLedger {
    private final LongAdder rtpOut = new LongAdder();
    private final LongAdder rtcpOut = new LongAdder();
    private final LongAdder datagramBytesOut = new LongAdder();
    private final LongAdder datagramsIn = new LongAdder();
    private final LongAdder datagramBytesIn = new LongAdder();
    private final LongAdder tlsBytesOut = new LongAdder();
    private final LongAdder tlsBytesIn = new LongAdder();
    private final LongAdder flows = new LongAdder();
    private final LongAdder dnsBytesOut = new LongAdder();
    private final LongAdder dnsBytesIn = new LongAdder();

    WireLedger() {}

    /** One moment's counts. */
    public record Snapshot(
            long datagramsOut,
            long rtpOut,
            long rtcpOut,
            long datagramBytesOut,
            long datagramsIn,
            long datagramBytesIn,
            long tlsBytesOut,
            long tlsBytesIn,
            long flows,
            long dnsBytesOut,
            long dnsBytesIn) {}

    void rtpLeft(int bytes) {
        rtpOut.increment();
        datagramBytesOut.add(bytes);
    }

    void rtcpLeft(int bytes) {
        rtcpOut.increment();
        datagramBytesOut.add(bytes);
    }

    void datagramCame(int bytes) {
        datagramsIn.increment();
        datagramBytesIn.add(bytes);
    }

    void tlsLeft(int bytes) {
        tlsBytesOut.add(bytes);
    }

    void tlsCame(int bytes) {
        tlsBytesIn.add(bytes);
    }

    void flowOpened() {
        flows.increment();
    }

    void dnsLeft(int bytes) {
        dnsBytesOut.add(bytes);
    }

    void dnsCame(int bytes) {
        dnsBytesIn.add(bytes);
    }

    /** Datagrams of media that left, of either kind. */
    public long datagramsOut() {
        return rtpOut.sum() + rtcpOut.sum();
    }

    /** SRTP packets that left. */
    public long rtpOut() {
        return rtpOut.sum();
    }

    /** SRTCP packets that left. */
    public long rtcpOut() {
        return rtcpOut.sum();
    }

    /** Bytes of UDP payload that left. */
    public long datagramBytesOut() {
        return datagramBytesOut.sum();
    }

    /** Datagrams that came, whatever they were. */
    public long datagramsIn() {
        return datagramsIn.sum();
    }

    /** Bytes of TLS records that left, handshakes included. */
    public long tlsBytesOut() {
        return tlsBytesOut.sum();
    }

    /** Bytes of TCP payload that came. */
    public long tlsBytesIn() {
        return tlsBytesIn.sum();
    }

    /** All counts. */
    public Snapshot snapshot() {
        return new Snapshot(
                datagramsOut(),
                rtpOut(),
                rtcpOut(),
                datagramBytesOut(),
                datagramsIn(),
                datagramBytesIn.sum(),
                tlsBytesOut(),
                tlsBytesIn(),
                flows.sum(),
                dnsBytesOut.sum(),
                dnsBytesIn.sum());
    }
}
