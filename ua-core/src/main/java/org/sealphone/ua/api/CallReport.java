package org.sealphone.ua.api;

import java.util.List;
import java.util.Optional;
import org.sealphone.media.engine.MediaReport;
import org.sealphone.ua.report.Finding;

/**
 * All that is known of a call once it is over.
 *
 * @param id its number
 * @param direction who started it
 * @param target the URI that was called
 * @param remoteName what the peer calls itself; control characters removed, not to be trusted
 * @param status the final status of its INVITE, whoever sent it; empty when there was none
 * @param reasonPhrase the words beside the status, control characters removed
 * @param setupMillis from the INVITE to its 2xx; empty when it was never answered
 * @param durationMillis from keys agreed to the end; empty when it was never answered
 * @param endedBy who ended it
 * @param end how it ended
 * @param media packets, quality and what was heard; empty when no media ran
 * @param findings what was tolerated or noticed
 * @param caller what was said of the caller of an incoming call besides From
 * @param given why the other side ended it, by its own word
 */
public record CallReport(
        CallId id,
        CallDirection direction,
        String target,
        String remoteName,
        Optional<Integer> status,
        String reasonPhrase,
        Optional<Long> setupMillis,
        Optional<Long> durationMillis,
        EndedBy endedBy,
        End end,
        Optional<MediaReport> media,
        List<Finding> findings,
        CallerFacts caller,
        List<GivenReason> given) {
    public CallReport {
        findings = List.copyOf(findings);
        given = List.copyOf(given);
    }

    /** Of a call that says nothing of its caller, and whose end nobody gave a reason for. */
    public CallReport(
            CallId id,
            CallDirection direction,
            String target,
            String remoteName,
            Optional<Integer> status,
            String reasonPhrase,
            Optional<Long> setupMillis,
            Optional<Long> durationMillis,
            EndedBy endedBy,
            End end,
            Optional<MediaReport> media,
            List<Finding> findings) {
        this(
                id,
                direction,
                target,
                remoteName,
                status,
                reasonPhrase,
                setupMillis,
                durationMillis,
                endedBy,
                end,
                media,
                findings,
                CallerFacts.NONE,
                List.of());
    }
}
