/**
 * The second SRTP and SRTCP implementation of the house, on Bouncy Castle's lightweight ciphers: what the trunk's services speak
 * and what the oracle opens captured datagrams with. It shares no line with the phone's own.
 */
@NullMarked
package org.sealphone.harness.srtp;

import org.jspecify.annotations.NullMarked;
