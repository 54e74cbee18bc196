/** The media of the trunk's services: their sockets, their SRTP and SRTCP by the harness's own implementation, their clock. */
@NullMarked
package org.sealphone.harness.trunk.media;

import org.jspecify.annotations.NullMarked;
