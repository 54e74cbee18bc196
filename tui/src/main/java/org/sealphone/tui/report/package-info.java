/** What a command has to say: one value with all that is known, and its writers for people and for programs. */
@NullMarked
package org.sealphone.tui.report;

import org.jspecify.annotations.NullMarked;
