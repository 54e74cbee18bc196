package org.sealphone.harness.trunk;

/**
 * What is left of a call.
 *
 * @param callId its Call-ID
 * @param from the caller's user
 * @param to the callee's user or service
 * @param status the final status of the INVITE, 0 when there was none
 * @param why "bye", "cancel", "flow lost", "no answer", "rejected" or another plain word
 */
public record CallEnded(String callId, String from, String to, int status, String why) {}
