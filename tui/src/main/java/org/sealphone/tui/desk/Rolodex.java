package org.sealphone.tui.desk;

import java.util.Optional;
import java.util.function.Consumer;
import org.sealphone.tui.book.Book;
import org.sealphone.tui.book.Contact;
import org.sealphone.tui.book.Pages;
import org.sealphone.tui.book.PastCall;
import org.sealphone.tui.screen.Snapshot;
import org.sealphone.tui.screen.Snapshot.Asking;
import org.sealphone.tui.screen.View;
import org.sealphone.tui.text.SafeText;

/** The book as it lies on the desk: whom the chosen line means, who is kept and who is forgotten. Owner: the stage. */
final class Rolodex {
    private final Book book;
    private final Typing typing;
    private final Consumer<String> say;
    private final Completion completion = new Completion();
    private Pages pages = Pages.EMPTY;
    private Snapshot.Book look = Snapshot.Book.EMPTY;
    /** What is known of somebody who shall be kept. */
    private String name = "";

    private String target = "";
    private Optional<Contact> doomed = Optional.empty();

    Rolodex(Book book, Typing typing, Consumer<String> say) {
        this.book = book;
        this.typing = typing;
        this.say = say;
    }

    void read(Pages now) {
        pages = now;
        look = new Snapshot.Book(
                now.contacts().stream().map(Rolodex::look).toList(),
                now.calls().stream().map(Rolodex::look).toList());
    }

    Snapshot.Book look() {
        return look;
    }

    private static Snapshot.Contact look(Contact contact) {
        return new Snapshot.Contact(
                SafeText.of(contact.name()),
                SafeText.of(contact.target()),
                SafeText.of(contact.account().orElse("")));
    }

    private static Snapshot.Past look(PastCall call) {
        return new Snapshot.Past(
                call.at(),
                call.incoming(),
                SafeText.of(call.name()),
                SafeText.of(call.party()),
                call.length(),
                call.good(),
                SafeText.of(call.result()),
                SafeText.of(call.reason()),
                SafeText.of(call.suite()),
                SafeText.of(call.account()));
    }

    String complete(String typed) {
        return completion.after(typed, pages);
    }

    Optional<String> lastCalled() {
        return pages.calls().stream()
                .filter(call -> !call.incoming())
                .map(PastCall::party)
                .findFirst();
    }

    /** Whom the chosen line would call. */
    Optional<String> chosen(Snapshot shown) {
        return shown.view() == View.CONTACTS
                ? contact(shown).map(Contact::target)
                : call(shown).map(PastCall::party);
    }

    private Optional<Contact> contact(Snapshot shown) {
        return shown.contact().map(one -> pages.contacts().get(look.contacts().indexOf(one)));
    }

    private Optional<PastCall> call(Snapshot shown) {
        return shown.past().map(one -> pages.calls().get(look.calls().indexOf(one)));
    }

    /** Begins to keep somebody; from the history the one who is chosen there. */
    void ask(Snapshot shown) {
        Optional<PastCall> from = shown.view() == View.HISTORY ? call(shown) : Optional.empty();
        target = from.map(PastCall::party).orElse("");
        typing.ask(
                Asking.NAME,
                from.map(call -> SafeText.of(call.name()).toString()).orElse(""));
    }

    void named(String typed) {
        name = typed.strip();
        if (name.isEmpty()) {
            say.accept("a contact needs a name");
        } else if (target.isEmpty()) {
            typing.ask(Asking.TARGET, "");
        } else {
            reached(target);
        }
    }

    void reached(String typed) {
        if (typed.isBlank()) {
            say.accept("a contact needs somebody to call");
            return;
        }
        book.keep(new Contact(name, typed.strip(), Optional.empty()));
        say.accept(name + " is kept");
    }

    void remove(Snapshot shown) {
        doomed = contact(shown);
        if (doomed.isEmpty()) {
            say.accept("nobody is chosen");
        }
    }

    Optional<SafeText> question() {
        return doomed.map(contact -> SafeText.of("Forget " + contact.name() + "?"));
    }

    /** The question is answered by anything but yes. */
    void spare() {
        doomed = Optional.empty();
    }

    /** Whether somebody was to be forgotten, and is. */
    boolean removed() {
        Optional<Contact> gone = doomed;
        gone.ifPresent(contact -> book.remove(contact.name()));
        doomed = Optional.empty();
        return gone.isPresent();
    }
}
