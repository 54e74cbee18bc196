package org.sealphone.tui.book;

import java.util.List;

/**
 * The book at one moment. Immutable.
 *
 * @param contacts by name
 * @param calls the newest first
 */
public record Pages(List<Contact> contacts, List<PastCall> calls) {
    public static final Pages EMPTY = new Pages(List.of(), List.of());

    public Pages {
        contacts = List.copyOf(contacts);
        calls = List.copyOf(calls);
    }
}
