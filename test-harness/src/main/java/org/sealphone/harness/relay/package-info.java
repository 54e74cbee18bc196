/**
 * The witness where no network namespace can be had: TCP and media run through relays on loopback that see, record and pass on every
 * octet, as packets for the same oracle.
 */
@NullMarked
package org.sealphone.harness.relay;

import org.jspecify.annotations.NullMarked;
