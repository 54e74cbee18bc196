/**
 * SRTP and SRTCP (RFC 3711, 6188, 7714): the only constructors of what a media socket accepts, and the only way back
 * from a datagram to media.
 *
 * <p>It has more files than other packages, and is one all the same: what only {@link
 * org.sealphone.crypto.srtp.SrtpSender} and {@link org.sealphone.crypto.srtp.SrtpReceiver} with their siblings may do
 * is kept to them by the package, for Java knows no smaller friends. Apart, the constructors of {@link
 * org.sealphone.crypto.srtp.ProtectedPacket}, session keys as octets, the register of used SSRCs or the replay list
 * would be public.
 */
@NullMarked
package org.sealphone.crypto.srtp;

import org.jspecify.annotations.NullMarked;
