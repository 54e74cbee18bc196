@NullMarked
package org.sealphone.crypto.reason;

import org.jspecify.annotations.NullMarked;
