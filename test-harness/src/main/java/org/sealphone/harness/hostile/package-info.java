/** Trunks that lie: one class for each scenario of standards.md 4.3, each with its honest twin. */
@NullMarked
package org.sealphone.harness.hostile;

import org.jspecify.annotations.NullMarked;
