/** A small SIP of its own (messages, framing, digest, SDP), sharing no line with the phone's, so that each can convict the other. */
@NullMarked
package org.sealphone.harness.sip;

import org.jspecify.annotations.NullMarked;
