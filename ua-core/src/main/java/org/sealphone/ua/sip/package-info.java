/**
 * Edge: the only users of JAIN-SIP, which stands here on the verified flow and on nothing else.
 */
@NullMarked
package org.sealphone.ua.sip;

import org.jspecify.annotations.NullMarked;
