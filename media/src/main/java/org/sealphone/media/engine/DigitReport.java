package org.sealphone.media.engine;

import java.util.Optional;

/**
 * The keys pressed in a call (RFC 4733). What we sent is counted and not kept: it may be a PIN.
 *
 * @param received what the other side pressed, in order; empty when digits were not agreed on
 * @param sent keys of ours that the other side has been told of
 * @param unsent keys of ours that it has not
 */
public record DigitReport(Optional<String> received, int sent, int unsent) {}
