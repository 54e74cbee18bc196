package org.sealphone.ua.loop;

import java.security.SecureRandom;
import java.util.Objects;
import org.sealphone.crypto.time.Timeline;
import org.sealphone.crypto.wire.SecureWire;
import org.sealphone.media.engine.MediaSettings;
import org.sealphone.media.engine.MediaTicker;
import org.sealphone.ua.api.SipTrace;
import org.sealphone.ua.journal.Journal;

/**
 * What a user agent stands in; whoever made it closes it, after the user agents that share it.
 *
 * @param door the only way to the network
 * @param timeline clock and schedule
 * @param random for keys, tags and nonces
 * @param ticker the pace of media, shared by all calls of the process
 * @param media settings of every call's media
 * @param trace where the redacted SIP trace goes
 * @param journal where the event journal goes
 */
public record Surroundings(
        Door door,
        Timeline timeline,
        SecureRandom random,
        MediaTicker ticker,
        MediaSettings media,
        SipTrace trace,
        Journal journal) {
    public Surroundings {
        Objects.requireNonNull(door, "door");
        Objects.requireNonNull(timeline, "timeline");
        Objects.requireNonNull(random, "random");
        Objects.requireNonNull(ticker, "ticker");
        Objects.requireNonNull(media, "media");
        Objects.requireNonNull(trace, "trace");
        Objects.requireNonNull(journal, "journal");
    }

    /** The usual: this machine's wire, usual media, neither trace nor journal. */
    public static Surroundings of(SecureWire wire, Timeline timeline, SecureRandom random, MediaTicker ticker) {
        return new Surroundings(
                Door.of(wire), timeline, random, ticker, MediaSettings.USUAL, SipTrace.none(), Journal.none());
    }

    public Surroundings traced(SipTrace sink) {
        return new Surroundings(door, timeline, random, ticker, media, sink, journal);
    }

    public Surroundings journaled(Journal sink) {
        return new Surroundings(door, timeline, random, ticker, media, trace, sink);
    }
}
