/** Where a proof is played: in a network namespace of its own where the machine permits one, else on loopback; and who talks in clear there as a control. */
@NullMarked
package org.sealphone.harness.stage;

import org.jspecify.annotations.NullMarked;
