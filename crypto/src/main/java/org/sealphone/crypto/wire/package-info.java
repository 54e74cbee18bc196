/** The one door: the only package that opens sockets, where bytes leave as TLS records or as packets that SRTP has sealed. */
@NullMarked
package org.sealphone.crypto.wire;

import org.jspecify.annotations.NullMarked;
