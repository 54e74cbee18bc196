/**
 * RTP and RTCP as plaintext values (RFC 3550) with strict, bounded parsers: what the media plane composes before
 * sealing and reads after opening. Nothing here has a way to a wire.
 */
@NullMarked
package org.sealphone.crypto.rtp;

import org.jspecify.annotations.NullMarked;
