/** Digest authentication of RFC 7616 and 8760 for a client that answers one realm and never Basic. */
@NullMarked
package org.sealphone.crypto.digest;

import org.jspecify.annotations.NullMarked;
