package org.sealphone.media.sdp;

/** A line of a type that means nothing to us, kept so that a description can be written as it was read. */
record SdpLine(char type, String value) {}
