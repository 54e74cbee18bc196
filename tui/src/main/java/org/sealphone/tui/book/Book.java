package org.sealphone.tui.book;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.function.UnaryOperator;
import org.sealphone.crypto.reason.Outcome;
import org.sealphone.crypto.reason.Refusal;

/**
 * Contacts and calls that are over. Each change is on the disk before its reader hears of it. One that cannot be written says so, and counts
 * until the next that can be: from then on the book is what stands on the disk.
 *
 * <p>Threads: one of its own, so that no screen waits for a disk; its reader is called there. Any may ask for a change.
 */
public final class Book implements AutoCloseable {
    /** Older calls are forgotten. */
    static final int MOST_CALLS = 500;

    private static final long FAREWELL_SECONDS = 5;

    private final Optional<BookFile<Contact>> contactsFile;
    private final Optional<BookFile<PastCall>> callsFile;
    private final Executor thread;
    private final Runnable farewell;
    private Reader reader = new Reader() {};
    private List<Contact> contacts = List.of();
    private List<PastCall> calls = List.of();

    private Book(
            Optional<BookFile<Contact>> contacts,
            Optional<BookFile<PastCall>> calls,
            Executor thread,
            Runnable farewell) {
        this.contactsFile = contacts;
        this.callsFile = calls;
        this.thread = thread;
        this.farewell = farewell;
    }

    /** Hears what is in the book, on its thread. */
    public interface Reader {
        /** The book as it is now. */
        default void read(Pages pages) {}

        /** Something was not read or not written. */
        default void failed(Refusal why) {}
    }

    /** A book that is forgotten with the phone. */
    public static Book forgetful() {
        return new Book(Optional.empty(), Optional.empty(), Runnable::run, () -> {});
    }

    /** A book on the disk, with a thread of its own. */
    public static Book kept(Path contacts, Path calls) {
        ExecutorService own = Executors.newSingleThreadExecutor(work -> {
            Thread thread = new Thread(work, "book");
            thread.setDaemon(true);
            return thread;
        });
        return kept(contacts, calls, own, () -> end(own));
    }

    static Book kept(Path contacts, Path calls, Executor thread, Runnable farewell) {
        return new Book(
                Optional.of(new BookFile<>(contacts, Entry.CONTACT)),
                Optional.of(new BookFile<>(calls, Entry.CALL)),
                thread,
                farewell);
    }

    /** What was asked for before is on the disk when this returns, or the disk is too slow to be waited for. */
    private static void end(ExecutorService own) {
        own.shutdown();
        try {
            boolean unused = own.awaitTermination(FAREWELL_SECONDS, TimeUnit.SECONDS);
        } catch (InterruptedException asked) {
            Thread.currentThread().interrupt();
        }
    }

    /** Reads the files, and from now on tells of every change. */
    public void open(Reader given) {
        thread.execute(() -> {
            reader = given;
            contacts = there(contactsFile);
            calls = there(callsFile);
            told();
        });
    }

    private <T> List<T> there(Optional<BookFile<T>> file) {
        return file.isEmpty()
                ? List.of()
                : file.get().read().fold(known -> known, why -> {
                    reader.failed(why);
                    return List.of();
                });
    }

    private void told() {
        List<PastCall> newest = new ArrayList<>(calls);
        Collections.reverse(newest);
        reader.read(new Pages(contacts, newest));
    }

    /** A call is over. */
    public void add(PastCall call) {
        thread.execute(() -> {
            calls = changed(callsFile, calls, known -> {
                List<PastCall> more = new ArrayList<>(known);
                more.add(call);
                return List.copyOf(more.subList(Math.max(0, more.size() - MOST_CALLS), more.size()));
            });
            told();
        });
    }

    /** Keeps a contact, in place of the one of that name. */
    public void keep(Contact contact) {
        thread.execute(() -> {
            contacts = changed(contactsFile, contacts, known -> with(known, contact));
            told();
        });
    }

    private static List<Contact> with(List<Contact> known, Contact contact) {
        List<Contact> more = new ArrayList<>(known);
        more.removeIf(other -> other.name().equals(contact.name()));
        more.add(contact);
        more.sort(Comparator.comparing(Contact::name, String.CASE_INSENSITIVE_ORDER)
                .thenComparing(Contact::name));
        return List.copyOf(more);
    }

    /** Forgets the contact of this name. */
    public void remove(String name) {
        thread.execute(() -> {
            contacts = changed(contactsFile, contacts, known -> known.stream()
                    .filter(contact -> !contact.name().equals(name))
                    .toList());
            told();
        });
    }

    private <T> List<T> changed(Optional<BookFile<T>> file, List<T> known, UnaryOperator<List<T>> change) {
        Optional<Outcome<List<T>>> written = file.map(there -> there.change(change));
        return written.isEmpty()
                ? change.apply(known)
                : written.get().fold(now -> now, why -> {
                    reader.failed(why);
                    return change.apply(known);
                });
    }

    @Override
    public void close() {
        farewell.run();
    }
}
