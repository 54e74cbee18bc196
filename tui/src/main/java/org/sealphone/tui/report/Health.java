package org.sealphone.tui.report;

/** How one thing of this machine is. */
public enum Health {
    /** As it should be. */
    GOOD("ok"),
    /** It works, and something is not as good as it could be. */
    CARE("care"),
    /** Something that is needed does not work. */
    FAULT("fault");

    private final String word;

    Health(String word) {
        this.word = word;
    }

    /** {@code health} of the JSON. */
    public String word() {
        return word;
    }
}
