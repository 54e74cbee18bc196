/**
 * The ciphers under SRTP: AES counter mode, HMAC-SHA1 and AES-GCM, twice. {@link CipherBackend} says what both offer;
 * {@code Intrinsic…} calls what the JDK compiles to instructions of the processor, {@code Jca…} the JDK's public API. It
 * knows no packet format and no key derivation, and only {@code crypto.srtp} may use it.
 */
@NullMarked
package org.sealphone.crypto.cipher;

import org.jspecify.annotations.NullMarked;
