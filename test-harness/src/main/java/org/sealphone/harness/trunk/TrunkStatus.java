package org.sealphone.harness.trunk;

/** Counts at one instant: what is held open now, and what there ever was. */
public record TrunkStatus(
        int connections,
        int registrations,
        int calls,
        int mediaPorts,
        long connectionsEver,
        long callsEver,
        long rtpReceived,
        long rtpSent) {}
