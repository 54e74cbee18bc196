/** Secrets as types: they wipe, compare in constant time where that matters, and never print. */
@NullMarked
package org.sealphone.crypto.secret;

import org.jspecify.annotations.NullMarked;
