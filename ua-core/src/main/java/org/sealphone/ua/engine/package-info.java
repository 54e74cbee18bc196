/**
 * Pure, without I/O: the state machines of registration, calls and pings; inputs in, outputs out, time as an argument.
 */
@NullMarked
package org.sealphone.ua.engine;

import org.jspecify.annotations.NullMarked;
