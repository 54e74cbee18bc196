/** The SIP that TLS held, as far as the oracle follows it: messages, SDP, and the rights to send media that offers and answers give. */
@NullMarked
package org.sealphone.harness.oracle.sip;

import org.jspecify.annotations.NullMarked;
