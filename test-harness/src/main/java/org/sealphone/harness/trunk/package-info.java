/** The embedded trunk: registrar, routing between its users, and the services that answer calls by themselves. */
@NullMarked
package org.sealphone.harness.trunk;

import org.jspecify.annotations.NullMarked;
