package org.sealphone.ua.api;

/** Hears what happens. Called on {@code ua-loop}, one event at a time and in order; must return at once. */
@FunctionalInterface
public interface UaListener {
    /** Something happened. An exception thrown here is a bug of the listener: all that waits for this phone fails with it. */
    void happened(UaEvent event);
}
