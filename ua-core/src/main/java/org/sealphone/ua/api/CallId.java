package org.sealphone.ua.api;

/**
 * Names a call inside one {@link Ua}; counted from 1, never reused. It says nothing about the SIP Call-ID.
 *
 * @param number 1 for the first call
 */
public record CallId(long number) {
    @Override
    public String toString() {
        return "call-" + number;
    }
}
