package org.sealphone.ua.api;

import java.util.Optional;

/**
 * The outcome of an OPTIONS. Any response but a refused challenge shows that the peer is there, and is {@link End.Ok} when 2xx.
 *
 * @param end how it ended
 * @param status the final status; empty when none came
 * @param reasonPhrase the words beside it, control characters removed
 * @param roundTripMillis from the request on the wire to its final response; empty when none came
 * @param server the Server or User-Agent header, control characters removed
 * @param allow the methods that the peer names
 */
public record PingReport(
        End end,
        Optional<Integer> status,
        String reasonPhrase,
        Optional<Long> roundTripMillis,
        Optional<String> server,
        Optional<String> allow) {}
