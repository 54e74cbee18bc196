/** The journal of a phone, read from a file that anybody may have written, and drawn as ladder and graphs. Pure but for the reading. */
@NullMarked
package org.sealphone.tui.watch;

import org.jspecify.annotations.NullMarked;
