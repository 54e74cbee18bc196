/** A development authority in a folder, and a look at certificates: in files, and as servers show them. */
@NullMarked
package org.sealphone.tui.certs;

import org.jspecify.annotations.NullMarked;
