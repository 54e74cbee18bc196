package org.sealphone.ua.journal;

/** Keeps nothing. */
enum NoJournal implements Journal {
    INSTANCE;

    @Override
    public void line(String json) {}
}
