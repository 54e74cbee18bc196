/** The reason codes that the media module refuses with. */
@NullMarked
package org.sealphone.media.reason;

import org.jspecify.annotations.NullMarked;
