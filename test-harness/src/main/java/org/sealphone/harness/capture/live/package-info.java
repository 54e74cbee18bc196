/** Capturing from the Linux kernel: packet sockets by JNA, interface counters, the network namespace of this process. */
@NullMarked
package org.sealphone.harness.capture.live;

import org.jspecify.annotations.NullMarked;
