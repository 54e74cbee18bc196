/** Many sealed calls of one phone at once: when each is dialled and hung up, and what it says. */
@NullMarked
package org.sealphone.harness.load;

import org.jspecify.annotations.NullMarked;
