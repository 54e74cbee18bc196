/**
 * Session descriptions (RFC 4566) and the offer/answer model (RFC 3264) for one audio stream that is sealed or is
 * refused. Pure.
 */
@NullMarked
package org.sealphone.media.sdp;

import org.jspecify.annotations.NullMarked;
