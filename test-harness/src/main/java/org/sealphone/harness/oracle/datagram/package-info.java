/** What single datagrams may be: questions to a resolver, link housekeeping, decrypted RTCP and sound; and which key stream they used. */
@NullMarked
package org.sealphone.harness.oracle.datagram;

import org.jspecify.annotations.NullMarked;
