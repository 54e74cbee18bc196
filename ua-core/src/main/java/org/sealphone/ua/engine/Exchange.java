package org.sealphone.ua.engine;

/**
 * Names one request and its responses, ours or the peer's. An authenticated repetition is another exchange.
 *
 * @param number odd for requests of ours, even for those of the peer
 */
public record Exchange(long number) {}
