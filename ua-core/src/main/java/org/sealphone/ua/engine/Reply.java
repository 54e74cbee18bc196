package org.sealphone.ua.engine;

import org.sealphone.ua.api.End;

/** What a request of ours waits for. Exactly one of {@link #done} and {@link #failed} comes, unless the flow is lost. */
interface Reply {
    /** A provisional response. */
    default void provisional(Exchange exchange, ResponseView response) {}

    /** Whether a challenge is still worth answering. */
    default boolean answersChallenges() {
        return true;
    }

    /** The request was challenged and goes out again, answered, as another exchange. */
    default void resent(Exchange again) {}

    /** A final response that is no challenge. */
    void done(ResponseView response);

    /** No final response, or a challenge that could not be met. */
    void failed(End end);
}
