package org.sealphone.ua.api;

/** Hears what happens. Called on {@code ua-loop}, one event at a time and in order; must return at once. */
@FunctionalInterface
public interface UaListener {
    void happened(UaEvent event);
}
