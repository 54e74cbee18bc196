/**
 * Header fields and bodies that JAIN-SIP does not get to see: strict, bounded readers of what the trunk tells about callers, routes and
 * mailboxes. Each is a pure function; what it cannot read is ignored and counted.
 */
@NullMarked
package org.sealphone.ua.field;

import org.jspecify.annotations.NullMarked;
