/** A development certificate authority and a zoo of bad certificates, all made at run time: no key of theirs is ever stored with the product. */
@NullMarked
package org.sealphone.certs;

import org.jspecify.annotations.NullMarked;
