/**
 * The edge of the codecs to native code: libopus, found, checked and called through opus-java's interface and JNA. The
 * only package of the phone that may.
 */
@NullMarked
package org.sealphone.media.codec.opus;

import org.jspecify.annotations.NullMarked;
