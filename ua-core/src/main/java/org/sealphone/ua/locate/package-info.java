/**
 * Pure: where the server of a SIP domain is to be found over TLS (RFC 3263), from what name servers have said. Who is found there has to
 * prove to be the domain all the same.
 */
@NullMarked
package org.sealphone.ua.locate;

import org.jspecify.annotations.NullMarked;
