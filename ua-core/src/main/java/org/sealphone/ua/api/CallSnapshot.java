package org.sealphone.ua.api;

import java.util.Optional;
import org.sealphone.crypto.srtp.SrtpSuite;
import org.sealphone.media.codec.Codec;
import org.sealphone.media.engine.MediaReport;

/**
 * A call that is going on, at one moment.
 *
 * @param id its number
 * @param direction who started it
 * @param state where it stands
 * @param target the URI that was called
 * @param remoteName what the peer calls itself; control characters removed, not to be trusted
 * @param suite the SRTP suite, once agreed
 * @param codec the codec, once agreed
 * @param hold who holds it
 * @param establishedNanos when keys were agreed, on the clock of {@link UaSnapshot#takenNanos}
 * @param media counters so far, while media runs
 */
public record CallSnapshot(
        CallId id,
        CallDirection direction,
        CallState state,
        String target,
        String remoteName,
        Optional<SrtpSuite> suite,
        Optional<Codec> codec,
        Hold hold,
        Optional<Long> establishedNanos,
        Optional<MediaReport> media) {}
