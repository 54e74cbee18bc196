/** When RTCP is due and what it says (RFC 3550, section 6). Pure: time and randomness are arguments. */
@NullMarked
package org.sealphone.media.rtcp;

import org.jspecify.annotations.NullMarked;
