package org.sealphone.harness.dns;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/** All that a name server knows. Immutable. */
public record Zone(List<Entry> entries) {
    private static final int ANSWER = 0x8580;
    private static final int NO_SUCH_NAME = 3;
    private static final int INTERNET = 1;

    public Zone {
        entries = List.copyOf(entries);
    }

    public static Zone of(Entry... entries) {
        return new Zone(List.of(entries));
    }

    public Zone with(Entry... more) {
        return new Zone(Stream.concat(entries.stream(), Stream.of(more)).toList());
    }

    /** The truth: the records of the name itself or of what it is another name for; a name without any does not exist. */
    public byte[] answer(Question question) {
        List<Entry> found = new ArrayList<>();
        Set<String> names = new HashSet<>(Set.of(question.name()));
        boolean known = false;
        for (int before = 0; before < names.size(); ) {
            before = names.size();
            for (Entry entry : entries) {
                if (names.contains(entry.owner()) && !found.contains(entry)) {
                    known = true;
                    if (entry.type() == Entry.ALIAS) {
                        names.add(entry.target());
                    }
                    if (entry.type() == Entry.ALIAS || entry.type() == question.type()) {
                        found.add(entry);
                    }
                }
            }
        }
        return message(question, known ? 0 : NO_SUCH_NAME, found, List.of());
    }

    /** The truth, and beside it all that this zone knows of names that nobody has asked for. */
    public byte[] answerBeside(Question question, Zone honest) {
        List<Entry> both = new ArrayList<>();
        honest.entries.stream()
                .filter(entry -> entry.owner().equals(question.name()) && entry.type() == question.type())
                .forEach(both::add);
        both.addAll(entries);
        return message(question, 0, both, entries);
    }

    private static byte[] message(Question question, int code, List<Entry> answers, List<Entry> additional) {
        Entry.Words message = new Entry.Words();
        message.half(question.number()).half(ANSWER | code).half(1);
        message.half(answers.size()).half(0).half(additional.size());
        message.name(question.name()).half(question.type()).half(INTERNET);
        Stream.concat(answers.stream(), additional.stream()).forEach(entry -> entry.write(message));
        return message.octets();
    }
}
