/** Tones: made to be sent, and found again in what was heard. Pure. */
@NullMarked
package org.sealphone.media.tone;

import org.jspecify.annotations.NullMarked;
