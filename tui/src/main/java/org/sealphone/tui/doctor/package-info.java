/**
 * What {@code doctor} looks at: each thing of this machine that a call or the demonstration needs, found out by trying it, with the
 * cause where it is not well and with what to do. Judging is apart from looking, so that each finding can be shown by a test.
 */
@NullMarked
package org.sealphone.tui.doctor;

import org.jspecify.annotations.NullMarked;
