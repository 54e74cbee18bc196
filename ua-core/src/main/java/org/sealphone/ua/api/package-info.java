/**
 * What a program that uses the phone sees: accounts in, immutable events, snapshots and ends out.
 */
@NullMarked
package org.sealphone.ua.api;

import org.jspecify.annotations.NullMarked;
