package org.sealphone.crypto.wire;

import java.net.InetSocketAddress;
import java.util.Objects;

/**
 * Where the peer takes media, as negotiated.
 *
 * @param rtp address and port for SRTP
 * @param rtcp address and port for SRTCP; the same as {@code rtp} when multiplexed
 * @param mux whether both share one port (RFC 5761)
 */
public record MediaRemote(InetSocketAddress rtp, InetSocketAddress rtcp, boolean mux) {
    public MediaRemote {
        Objects.requireNonNull(rtp, "rtp");
        Objects.requireNonNull(rtcp, "rtcp");
        if (rtp.isUnresolved() || rtcp.isUnresolved()) {
            throw new IllegalArgumentException("media goes to addresses, not to names");
        }
        if (mux && !rtcp.equals(rtp)) {
            throw new IllegalArgumentException("multiplexed RTCP goes where RTP goes");
        }
    }

    /** Both on one port. */
    public static MediaRemote multiplexed(InetSocketAddress rtp) {
        return new MediaRemote(rtp, rtp, true);
    }

    /** The same peer where its RTP, or its RTCP, comes from. */
    MediaRemote movedTo(InetSocketAddress from, boolean isRtcp) {
        if (mux) {
            return multiplexed(from);
        }
        return isRtcp ? new MediaRemote(rtp, from, false) : new MediaRemote(from, rtcp, false);
    }
}
