/** What the network did to the stream, by the formulas of RFC 3550 and the E-model of ITU-T G.107. Pure. */
@NullMarked
package org.sealphone.media.quality;

import org.jspecify.annotations.NullMarked;
