package org.sealphone.harness.trunk;

/**
 * Counts at one instant.
 *
 * @param connections open now, as are registrations, calls and mediaPorts
 * @param datagrams all that came to the services' ports, keys or not
 * @param notAuthentic those of them that no agreed key opened freshly
 * @param faults bugs of the trunk itself, caught at its boundary: to be zero
 */
public record TrunkStatus(
        int connections,
        int registrations,
        int calls,
        int mediaPorts,
        long connectionsEver,
        long callsEver,
        long datagrams,
        long notAuthentic,
        long rtpReceived,
        long rtpSent,
        long rtcpReceived,
        long rtcpSent,
        long faults) {}
