/**
 * The event journal: what happened, in order, as JSON lines that never hold a secret.
 */
@NullMarked
package org.sealphone.ua.journal;

import org.jspecify.annotations.NullMarked;
