/** What a terminal shows: foreign text made harmless, colour as a second sign, aligned lines, and durations as people write them. */
@NullMarked
package org.sealphone.tui.text;

import org.jspecify.annotations.NullMarked;
