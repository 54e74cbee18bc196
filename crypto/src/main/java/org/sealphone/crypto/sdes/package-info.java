/** Security descriptions of RFC 4568: the grammar of {@code a=crypto} both ways, offer, answer, and a negotiation that alone can make agreed keys. */
@NullMarked
package org.sealphone.crypto.sdes;

import org.jspecify.annotations.NullMarked;
