/**
 * A name server that says what a scenario wants it to say, the truth among others. It reads and writes messages of its own (RFC 1035, RFC 2782,
 * RFC 3403) and shares no code with the phone's look-ups.
 */
@NullMarked
package org.sealphone.harness.dns;

import org.jspecify.annotations.NullMarked;
