package org.sealphone.tui.text;

/** What a word means, which decides its colour. Colour is never the only sign: the word itself says the same. */
public enum Tint {
    GOOD("32"),
    BAD("31"),
    CARE("33"),
    HEAD("1"),
    FAINT("2");

    private final String code;

    Tint(String code) {
        this.code = code;
    }

    String code() {
        return code;
    }
}
