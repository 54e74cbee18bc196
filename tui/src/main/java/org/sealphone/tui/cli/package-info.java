/** The commands of {@code sealphone}, one class a command, and what they share: options, exit codes, reports. */
@NullMarked
package org.sealphone.tui.cli;

import org.jspecify.annotations.NullMarked;
