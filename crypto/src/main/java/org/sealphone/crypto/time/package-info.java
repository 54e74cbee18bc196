/** Time as an argument: what pure packages and state machines ask instead of the machine's clocks. */
@NullMarked
package org.sealphone.crypto.time;

import org.jspecify.annotations.NullMarked;
