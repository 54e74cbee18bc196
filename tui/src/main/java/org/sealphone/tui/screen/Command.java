package org.sealphone.tui.screen;

import java.util.Locale;

/** What a key can ask for. */
public enum Command {
    TRY_TRUNK("Try", "start the trunk that is built in, on this machine alone, and register with it"),
    DIAL("Dial", "type a number, a name or a sips: address, and call it with Enter"),
    REGISTER("Register", "register again, after it failed"),
    REDIAL("Redial", "call the last one again"),
    CALL_ME("Call me", "let the trunk that is built in call this phone"),
    ANSWER("Answer", "answer the call that rings"),
    REJECT("Reject", "refuse the call that rings, as busy (486)"),
    IGNORE("Ignore", "let it ring, and go on with something else"),
    HANG_UP("Bye", "end the chosen call"),
    HOLD("Hold", "hold the chosen call, or go on with it"),
    MUTE("Mute", "send silence instead of the microphone, or no longer"),
    DIGIT("Digits", "press this key in the chosen call (RFC 4733)"),
    TRANSFER("Transfer", "ask the other side to call somebody else instead (blind transfer)"),
    JOIN("Join", "let the other sides of two calls speak with each other (attended transfer)"),
    YES("Yes", "do what is asked in the line above the keys"),
    NO("No", "do not"),
    NEXT_CALL("Next call", "choose the next of several calls"),
    PANEL("Panel", "show quality or security, where there is no room for both"),
    CONTACTS("Contacts", "the people whom you call"),
    HISTORY("History", "the calls that are over"),
    CALL_CHOSEN("Call", "call whoever is chosen in the list"),
    KEEP("Keep", "keep somebody as a contact: from the history the chosen one"),
    REMOVE("Remove", "forget the chosen contact; it asks once"),
    CALL_VIEW("Call", "the chosen call"),
    LADDER("Ladder", "the SIP messages of this phone, keys and passwords left out"),
    LOG("Log", "what happened"),
    HELP("Help", "every key and what it does"),
    SEARCH("Search", "show only what contains these words"),
    UP("Up", "the line above"),
    DOWN("Down", "the line below"),
    PAGE_UP("Page up", "a page up in the message or the list"),
    PAGE_DOWN("Page down", "a page down"),
    DIFF("Diff", "compare with the chosen message: choose another; once more ends it"),
    SAVE(
            "Save",
            "write the messages that are shown, or how two differ, to a new file of mode 0600, keys and passwords left out"),
    REDRAW("Redraw", "draw the screen anew"),
    SUSPEND("Suspend", "go back to the shell; fg returns. Calls are silent meanwhile"),
    BACK("Back", "back to the dialer or to the call; undo a search"),
    QUIT("Quit", "hang up, unregister, leave");

    private final String title;
    private final String words;

    Command(String title, String words) {
        this.title = title;
        this.words = words;
    }

    /** As it is written in the configuration: {@code hang-up}. */
    public String word() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    public String title() {
        return title;
    }

    public String words() {
        return words;
    }
}
