package org.sealphone.ua.engine;

/**
 * Names a dialog (RFC 3261 12): made by the SIP stack from Call-ID and both tags, opaque here.
 *
 * @param text equal for equal dialogs
 */
public record DialogKey(String text) {}
