package org.sealphone.crypto.srtp;

import org.jspecify.annotations.Nullable;
import org.sealphone.crypto.rtp.RtcpCompound;
import org.sealphone.crypto.rtp.RtpPacket;

/**
 * Seals the RTCP compounds of one SSRC (SRTP-07: RFC 3711 section 3.4). The index starts at 0 and counts on when the
 * key changes; the E bit is always set; the first eight octets stay clear and all others do not.
 *
 * <p>Thread: one owner sends. {@link #close} may come from another and waits for a packet that is being sealed.
 */
public final class SrtcpSender implements AutoCloseable {
    private static final int CLEAR = 8;

    private final SealingContext context = new SealingContext();
    private final int ssrc;
    private final KeyLifetime lifetime;
    private final KeyUse use;
    private final MasterKeyIdentifier mki;
    private final int behindMki;
    private final byte[] array;
    private final SrtcpPacket sealed;
    private @Nullable PacketCipher cipher;
    private long nextIndex;
    private long packets;

    /**
     * A sender whose first packet has index 0.
     *
     * @throws IllegalStateException if these keys have had a sender for this SSRC
     */
    public SrtcpSender(SrtpKeys keys, int ssrc) {
        this(keys, ssrc, 0);
    }

    SrtcpSender(SrtpKeys keys, int ssrc, long firstIndex) {
        this(keys, ssrc, firstIndex, PacketCipher.of(SessionKeys.derive(keys, SrtpProtocol.SRTCP)));
    }

    SrtcpSender(SrtpKeys keys, int ssrc, long firstIndex, PacketCipher cipher) {
        this.use = keys.claim(SrtpProtocol.SRTCP, ssrc);
        this.ssrc = ssrc;
        this.mki = keys.mki();
        this.behindMki = SrtpProtocol.SRTCP.behindIdentifier(keys.suite());
        this.array = new byte[RtpPacket.HEAD_ROOM + RtcpCompound.MAX_SIZE + PacketCipher.ROOM + mki.length()];
        this.sealed = new SrtcpPacket(array, RtpPacket.HEAD_ROOM, context);
        this.lifetime = keys.sending();
        this.cipher = cipher;
        this.nextIndex = firstIndex;
    }

    /**
     * Seals one compound of this SSRC.
     *
     * @return the sealed packet, valid until the next call; or null if the key is exhausted or this is closed, and
     *     nothing may be sent any more
     */
    public synchronized @Nullable SrtcpPacket protect(RtcpCompound compound) {
        if (compound.ssrc() != ssrc) {
            throw new IllegalArgumentException("a report of another source");
        }
        PacketCipher current = cipher;
        if (current == null || nextIndex > PacketIndex.MAX_SRTCP || !lifetime.spendSrtcp()) {
            return null;
        }
        long index = nextIndex++;
        use.take(index);
        // From here until the tag stands, the lease of the packet before must not show these octets, not even after an
        // exception.
        sealed.sealed(0);
        int start = RtpPacket.HEAD_ROOM;
        int end = compound.write(array, start);
        int sealedEnd = mki.insert(array, current.seal(array, start, start + CLEAR, end, ssrc, index), behindMki);
        packets++;
        return sealed.sealed(sealedEnd - start);
    }

    /**
     * What follows under fresh keys and a fresh SSRC. "After a re-key, the SRTCP index MUST NOT be reset to zero again"
     * (RFC 3711 section 3.4): a new SSRC has a context of its own, for which zero might be right as well, but an index
     * that goes on is right by either reading, and no receiver can mind, since the index is in the packet. Closes this
     * one.
     */
    synchronized SrtcpSender rekeyed(SrtpKeys fresh, int freshSsrc) {
        SrtcpSender next = new SrtcpSender(fresh, freshSsrc, nextIndex);
        close();
        return next;
    }

    public int ssrc() {
        return ssrc;
    }

    /** Packets sealed so far. */
    public synchronized long sealed() {
        return packets;
    }

    /**
     * Whether {@link #protect} refuses because the key has protected as much as it may (SRTP-08): re-key or end the
     * call.
     */
    public synchronized boolean keyExhausted() {
        return nextIndex > PacketIndex.MAX_SRTCP || lifetime.exhausted();
    }

    /** The identity that every packet of this sender bears. */
    public SealingContext context() {
        return context;
    }

    @Override
    public synchronized void close() {
        PacketCipher current = cipher;
        cipher = null;
        if (current != null) {
            current.close();
        }
    }
}
