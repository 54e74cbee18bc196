/** One call's path of sound: from source to sealed packet, and from opened packet to what is played and recorded. */
@NullMarked
package org.sealphone.media.engine;

import org.jspecify.annotations.NullMarked;
