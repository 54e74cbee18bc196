package org.sealphone.tui.book;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * A call that is over. Immutable; holds no key, no digit that was pressed, and nothing that was said.
 *
 * @param at when it ended
 * @param incoming whether the other side called
 * @param party whom we called, or who called by its own word
 * @param name what the other side calls itself; may be empty, not to be trusted
 * @param length from agreed keys to the end; empty when it was never answered
 * @param good whether nothing went wrong
 * @param result one word
 * @param reason the code and its words; empty where nothing went wrong
 * @param suite what protected the media; empty when none ran
 * @param account our address of record
 */
public record PastCall(
        Instant at,
        boolean incoming,
        String party,
        String name,
        Optional<Duration> length,
        boolean good,
        String result,
        String reason,
        String suite,
        String account) {}
