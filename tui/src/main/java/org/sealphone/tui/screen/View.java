package org.sealphone.tui.screen;

/** The screens of the phone. */
public enum View {
    /** No account yet. */
    START("Welcome"),
    DIALER("Dialer"),
    INCOMING("Incoming call"),
    CALL("Call"),
    CONTACTS("Contacts"),
    HISTORY("History"),
    LADDER("Ladder"),
    LOG("Log"),
    HELP("Help");

    private final String title;

    View(String title) {
        this.title = title;
    }

    public String title() {
        return title;
    }
}
