/**
 * Edge: one thread that owns the engine and carries out what it asks for.
 */
@NullMarked
package org.sealphone.ua.loop;

import org.jspecify.annotations.NullMarked;
