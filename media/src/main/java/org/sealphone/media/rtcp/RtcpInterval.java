package org.sealphone.media.rtcp;

import java.util.random.RandomGenerator;

/**
 * How long to wait between two reports (RFC 3550 sections 6.2 and 6.3, A.7), for two parties: reports take a twentieth of
 * the session's octets and no more. Never less than five seconds, or the reduced minimum that section 6.2 allows a session
 * of two parties, which is shorter the wider the session is; half of it for the first report; spread from half to one and
 * a half so that parties do not fall into step.
 */
final class RtcpInterval {
    private static final double LEAST_SECONDS = 5;
    /** Divided by the session's kilobits in a second. */
    private static final double REDUCED_MINIMUM = 360;

    private static final double RTCP_SHARE = 0.05;
    private static final int PARTIES = 2;
    /** e - 3/2: without it, reconsideration would make the mean interval too short. */
    private static final double COMPENSATION = Math.E - 1.5;

    private RtcpInterval() {}

    /**
     * @param averageOctets mean size of the compounds, with UDP and IP headers
     * @param octetsPerSecond of the session, both directions
     */
    static long nanos(double averageOctets, double octetsPerSecond, boolean first, RandomGenerator random) {
        double least = Math.min(LEAST_SECONDS, REDUCED_MINIMUM / (octetsPerSecond * 8 / 1000));
        double deterministic =
                Math.max(first ? least / 2 : least, PARTIES * averageOctets / (RTCP_SHARE * octetsPerSecond));
        return (long) (deterministic * (0.5 + random.nextDouble()) / COMPENSATION * 1e9);
    }
}
