/**
 * The phone that a person sits at: joins what happens, what is measured and what is pressed to snapshots for the screens, and does what
 * the keys ask for. Knows no terminal.
 */
@NullMarked
package org.sealphone.tui.desk;

import org.jspecify.annotations.NullMarked;
