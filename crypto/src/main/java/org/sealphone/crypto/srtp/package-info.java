/**
 * SRTP and SRTCP (RFC 3711, 6188, 7714): the only constructors of what a media socket accepts, and the only way back
 * from a datagram to media.
 */
@NullMarked
package org.sealphone.crypto.srtp;

import org.jspecify.annotations.NullMarked;
