/**
 * What the phone remembers from one start to the next: contacts, and calls that are over. Files of mode 0600 that are replaced as a whole,
 * so that a crash or a full disk leaves them as they were.
 */
@NullMarked
package org.sealphone.tui.book;

import org.jspecify.annotations.NullMarked;
