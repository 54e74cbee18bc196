package org.sealphone.tui.desk;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.sealphone.tui.book.Pages;

/** Whom a person probably means by a few letters: contacts by name or number, then those who were called, one after the other. Owner: the stage. */
final class Completion {
    private List<String> found = List.of();
    private int next;

    /** What stands in the place of what was typed; that itself where nobody fits. */
    String after(String typed, Pages book) {
        boolean again = !found.isEmpty()
                && found.get((next + found.size() - 1) % found.size()).equals(typed);
        if (!again) {
            found = fitting(typed.strip().toLowerCase(Locale.ROOT), book);
            next = 0;
        }
        return found.isEmpty() ? typed : found.get(next++ % found.size());
    }

    private static List<String> fitting(String wanted, Pages book) {
        Stream<String> contacts = book.contacts().stream()
                .filter(contact -> (contact.name() + " " + contact.target())
                        .toLowerCase(Locale.ROOT)
                        .contains(wanted))
                .map(contact -> contact.target());
        Stream<String> called = book.calls().stream()
                .map(call -> call.party())
                .filter(party -> party.toLowerCase(Locale.ROOT).contains(wanted));
        return new ArrayList<>(Stream.concat(contacts, called).distinct().toList());
    }
}
