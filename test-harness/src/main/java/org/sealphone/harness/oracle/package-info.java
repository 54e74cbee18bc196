/**
 * The oracle: every captured octet falls in exactly one class, by default that of leaks. It reads the trunk's side of TLS with a key
 * log, takes keys and addresses from the SDP inside, and opens each media datagram under them with an SRTP of its own. Pure.
 */
@NullMarked
package org.sealphone.harness.oracle;

import org.jspecify.annotations.NullMarked;
