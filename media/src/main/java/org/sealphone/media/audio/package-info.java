/**
 * Where sound comes from and where it goes to: tone, silence, sound files, nothing. Files are read before a call is
 * made.
 */
@NullMarked
package org.sealphone.media.audio;

import org.jspecify.annotations.NullMarked;
