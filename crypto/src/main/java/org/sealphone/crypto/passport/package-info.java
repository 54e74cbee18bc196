/**
 * Signed caller identities: PASSporT (RFC 8225) as Identity (RFC 8224) carries it, verified with certificates that were configured here.
 * Nothing is ever fetched.
 */
@NullMarked
package org.sealphone.crypto.passport;

import org.jspecify.annotations.NullMarked;
