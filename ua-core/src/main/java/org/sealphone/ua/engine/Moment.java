package org.sealphone.ua.engine;

import java.time.Instant;

/**
 * Now, as an argument.
 *
 * @param nanos the monotonic clock, for intervals
 * @param wall the clock of the day, for people
 */
public record Moment(long nanos, Instant wall) {}
