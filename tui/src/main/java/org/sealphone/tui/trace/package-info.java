/** Files about a run: its capture and its log. Both are written by a thread of their own and never disturb a call. */
@NullMarked
package org.sealphone.tui.trace;

import org.jspecify.annotations.NullMarked;
