/**
 * A socket of this machine's file system (AF_UNIX) through which a script drives a running phone. It leads to no network: the one door to
 * that stays {@code crypto.wire}, and the wall that holds it names this package as its one exception.
 */
@NullMarked
package org.sealphone.tui.control;

import org.jspecify.annotations.NullMarked;
