/**
 * The one place that knows a library of terminals: takes the terminal, draws the cells of a screen, reads keys, and gives the terminal back
 * as it was, whatever happens.
 */
@NullMarked
package org.sealphone.tui.terminal;

import org.jspecify.annotations.NullMarked;
