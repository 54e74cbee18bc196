/**
 * Where sound comes from and where it goes to: tone, silence, sound files, microphones and loudspeakers,
 * nothing. What can fail is tried before a call is made.
 */
@NullMarked
package org.sealphone.media.audio;

import org.jspecify.annotations.NullMarked;
