package org.sealphone.crypto.srtp;

import java.security.SecureRandom;
import org.jspecify.annotations.Nullable;
import org.sealphone.crypto.rtp.RtpPacket;

/**
 * Seals the RTP packets of one SSRC (RFC 3711 section 3.3). It alone counts sequence number and rollover counter, so
 * that under one key no index is used twice, whatever the caller does with its packets (SRTP-09, SRTP-10).
 *
 * <p>The plaintext is copied before it is enciphered: the caller's packet stays plaintext, the sealed one has never
 * been anything else outside this class. Allocates nothing for a packet of the counter mode suites.
 *
 * <p>Thread: one owner sends. {@link #close} may come from another and waits for a packet that is being sealed, so that
 * none is ever sealed under a wiped key.
 */
public final class SrtpSender implements AutoCloseable {
    private final SealingContext context = new SealingContext();
    private final int ssrc;
    private final KeyLifetime lifetime;
    private final KeyUse use;
    private final MasterKeyIdentifier mki;
    private final int behindMki;
    private final byte[] array;
    private final SrtpPacket sealed;
    private @Nullable PacketCipher cipher;
    private long nextIndex;
    private long packets;

    /**
     * A sender that starts with rollover counter 0.
     *
     * @param firstSequence 0 to 2^15 - 1 (SDES-21: a receiver that misses the first packets would else miss the wrap as
     *     well)
     * @throws IllegalStateException if these keys have had a sender for this SSRC
     */
    public SrtpSender(SrtpKeys keys, int ssrc, int firstSequence) {
        this(keys, ssrc, (long) bounded(firstSequence));
    }

    /** A sender that may start anywhere. */
    SrtpSender(SrtpKeys keys, int ssrc, long firstIndex) {
        this(keys, ssrc, firstIndex, PacketCipher.of(SessionKeys.derive(keys, SrtpProtocol.SRTP)));
    }

    SrtpSender(SrtpKeys keys, int ssrc, long firstIndex, PacketCipher cipher) {
        this.use = keys.claim(SrtpProtocol.SRTP, ssrc);
        this.ssrc = ssrc;
        this.mki = keys.mki();
        this.behindMki = SrtpProtocol.SRTP.behindIdentifier(keys.suite());
        this.array = new byte[RtpPacket.HEAD_ROOM + RtpPacket.MAX_SIZE + PacketCipher.ROOM + mki.length()];
        this.sealed = new SrtpPacket(array, RtpPacket.HEAD_ROOM, context);
        this.lifetime = keys.sending();
        this.cipher = cipher;
        this.nextIndex = firstIndex;
    }

    /** A sender with a random first sequence number. */
    public static SrtpSender create(SrtpKeys keys, int ssrc, SecureRandom random) {
        return new SrtpSender(keys, ssrc, random.nextInt(1 << 15));
    }

    private static int bounded(int firstSequence) {
        if (firstSequence < 0 || firstSequence >= 1 << 15) {
            throw new IllegalArgumentException("first sequence number " + firstSequence + " is not below 2^15");
        }
        return firstSequence;
    }

    /**
     * Stamps the packet with SSRC and the next sequence number, and seals a copy.
     *
     * @param packet from {@link RtpPacket#begin}: without CSRC list and extension, which would travel in clear
     * @return the sealed packet, valid until the next call; or null if the key is exhausted or this is closed, and
     *     nothing may be sent any more
     */
    public synchronized @Nullable SrtpPacket protect(RtpPacket packet) {
        if (!packet.plainHeader()) {
            throw new IllegalArgumentException("a packet with CSRC list or header extension is not ours to send");
        }
        PacketCipher current = cipher;
        if (current == null || nextIndex > PacketIndex.MAX || !lifetime.spendSrtp()) {
            return null;
        }
        long index = nextIndex++;
        use.take(index);
        // From here until the tag stands, the lease of the packet before must not show these octets, not even after an
        // exception.
        sealed.sealed(0);
        packet.stamp(ssrc, (int) index & 0xFFFF);
        int start = RtpPacket.HEAD_ROOM;
        int end = start + packet.length();
        System.arraycopy(packet.array(), start, array, start, packet.length());
        int sealedEnd =
                mki.insert(array, current.seal(array, start, packet.payloadOffset(), end, ssrc, index), behindMki);
        packets++;
        return sealed.sealed(sealedEnd - start);
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
        return nextIndex > PacketIndex.MAX || lifetime.exhausted();
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
