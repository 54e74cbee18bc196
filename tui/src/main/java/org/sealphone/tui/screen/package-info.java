/**
 * What the phone looks like: pure functions from a snapshot and a size to cells. No library of terminals, no clock, no thread.
 */
@NullMarked
package org.sealphone.tui.screen;

import org.jspecify.annotations.NullMarked;
