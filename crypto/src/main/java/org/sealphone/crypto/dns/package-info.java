/**
 * Pure: what is asked of the domain name system beyond addresses, and what is taken of its answers (RFC 2782, RFC 3403). The message
 * format is dnsjava's; the octets go through {@code wire}. Nothing here is trusted: a name decides where to knock, never who is there.
 */
@NullMarked
package org.sealphone.crypto.dns;

import org.jspecify.annotations.NullMarked;
