/** Programs that use {@code ua.api}: docs/INTEGRATE.md shows them word for word. */
@NullMarked
package org.sealphone.examples;

import org.jspecify.annotations.NullMarked;
