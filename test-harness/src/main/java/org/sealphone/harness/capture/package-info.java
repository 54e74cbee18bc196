/**
 * What was on the wire, as values: packets from AF_PACKET, from a pcap file or built by a relay; their dissection into datagrams
 * and TCP streams. Strict and bounded: what cannot be read is named, never skipped.
 */
@NullMarked
package org.sealphone.harness.capture;

import org.jspecify.annotations.NullMarked;
