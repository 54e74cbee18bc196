package org.sealphone.tui.screen;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * The keys, once: the phone acts by it, the bar at the bottom, the help and every word about a key are made from it. Immutable; a person may
 * give other keys to what can be asked for.
 */
public final class KeyTable {
    private static final Set<View> ALL = EnumSet.allOf(View.class);
    private static final Set<View> PHONE = EnumSet.complementOf(EnumSet.of(View.START));
    private static final Set<View> BOOK = EnumSet.of(View.CONTACTS, View.HISTORY);
    private static final Set<View> READING = EnumSet.of(View.CONTACTS, View.HISTORY, View.LADDER, View.LOG, View.HELP);

    /** The keys as they are, unless somebody wants others. */
    public static final KeyTable USUAL = new KeyTable(List.of(
            on(Key.of(Key.Kind.ENTER), Command.TRY_TRUNK, true, EnumSet.of(View.START)),
            on('a', Command.ANSWER, true, EnumSet.of(View.INCOMING)),
            on('r', Command.REJECT, true, EnumSet.of(View.INCOMING)),
            on('i', Command.IGNORE, true, EnumSet.of(View.INCOMING)),
            on('d', Command.DIAL, true, EnumSet.of(View.DIALER, View.CALL)),
            on('r', Command.REDIAL, true, EnumSet.of(View.DIALER)),
            on('R', Command.REGISTER, false, EnumSet.of(View.DIALER)),
            on('c', Command.CALL_ME, true, EnumSet.of(View.DIALER)),
            on(Key.of(Key.Kind.ENTER), Command.CALL_CHOSEN, true, BOOK),
            on('a', Command.KEEP, true, BOOK),
            on('x', Command.REMOVE, true, EnumSet.of(View.CONTACTS)),
            on('b', Command.HANG_UP, true, EnumSet.of(View.CALL)),
            on('h', Command.HOLD, true, EnumSet.of(View.CALL)),
            on('m', Command.MUTE, true, EnumSet.of(View.CALL)),
            on('s', Command.PANEL, true, EnumSet.of(View.CALL)),
            on('t', Command.TRANSFER, true, EnumSet.of(View.CALL)),
            on('j', Command.JOIN, false, EnumSet.of(View.CALL)),
            on(Key.of(Key.Kind.TAB), Command.NEXT_CALL, false, EnumSet.of(View.CALL)),
            on('y', Command.YES, false, PHONE),
            on('n', Command.NO, false, PHONE),
            on(
                    'v',
                    Command.CALL_VIEW,
                    false,
                    EnumSet.of(View.DIALER, View.INCOMING, View.CONTACTS, View.HISTORY, View.LADDER, View.LOG)),
            on('p', Command.CONTACTS, true, EnumSet.of(View.DIALER, View.CALL, View.HISTORY)),
            on('e', Command.HISTORY, true, EnumSet.of(View.DIALER, View.CALL, View.CONTACTS)),
            on('l', Command.LADDER, true, EnumSet.of(View.DIALER, View.INCOMING, View.CALL, View.LOG)),
            on('g', Command.LOG, true, EnumSet.of(View.DIALER, View.INCOMING, View.CALL, View.LADDER)),
            on('/', Command.SEARCH, true, READING),
            on(Key.of(Key.Kind.UP), Command.UP, false, READING),
            on('k', Command.UP, true, READING),
            on(Key.of(Key.Kind.DOWN), Command.DOWN, false, READING),
            on('j', Command.DOWN, true, READING),
            on(Key.of(Key.Kind.PAGE_UP), Command.PAGE_UP, false, READING),
            on(Key.of(Key.Kind.PAGE_DOWN), Command.PAGE_DOWN, false, READING),
            on('D', Command.DIFF, true, EnumSet.of(View.LADDER)),
            on('S', Command.SAVE, true, EnumSet.of(View.LADDER)),
            on(Key.of(Key.Kind.ESCAPE), Command.BACK, false, PHONE),
            on(Key.of(Key.Kind.CTRL_L), Command.REDRAW, false, ALL),
            on(Key.of(Key.Kind.CTRL_Z), Command.SUSPEND, false, ALL),
            on('?', Command.HELP, true, ALL),
            on('q', Command.BACK, true, READING),
            on('q', Command.QUIT, true, EnumSet.of(View.START, View.DIALER, View.INCOMING, View.CALL)),
            on(Key.of(Key.Kind.CTRL_C), Command.QUIT, false, ALL)));

    /** What the terminal itself needs, what needs no key of its own, and the one key of the first screen. */
    private static final Set<Command> FIXED =
            EnumSet.of(Command.TRY_TRUNK, Command.DIGIT, Command.REDRAW, Command.SUSPEND);

    private static final Set<Key.Kind> OF_THE_TERMINAL =
            EnumSet.of(Key.Kind.CTRL_C, Key.Kind.CTRL_L, Key.Kind.CTRL_Z, Key.Kind.CTRL_U);
    private static final String TELEPHONE = "0123456789*#";

    private final List<Binding> bindings;

    private KeyTable(List<Binding> bindings) {
        this.bindings = List.copyOf(bindings);
    }

    /** What may be given another key. */
    public static Set<Command> movable() {
        return EnumSet.complementOf(EnumSet.copyOf(FIXED));
    }

    /** Whether a key may be given to anything: those of a telephone and of the terminal are taken. */
    public static boolean free(Key key) {
        return !OF_THE_TERMINAL.contains(key.kind()) && !telephone(key);
    }

    private static boolean telephone(Key key) {
        return key.kind() == Key.Kind.LETTER && TELEPHONE.indexOf(key.letter()) >= 0;
    }

    /**
     * The same table with other keys for one command, in place of those that it had. A key that the command has already works where it
     * worked; another one works where the key on the bar did. Ctrl-C stays: there is always a way out.
     */
    public KeyTable with(Command command, List<Key> keys) {
        List<Binding> old = movable(command);
        Binding usual = old.stream().filter(Binding::shown).findFirst().orElse(old.get(0));
        List<Binding> more = new ArrayList<>();
        boolean done = false;
        for (Binding binding : bindings) {
            if (!old.contains(binding)) {
                more.add(binding);
            } else if (!done) {
                done = true;
                for (Key key : keys) {
                    Binding like = old.stream()
                            .filter(one -> one.key().equals(key))
                            .findFirst()
                            .orElse(usual);
                    boolean shown = usual.shown() && key.equals(keys.get(0));
                    more.add(new Binding(key, command, shown, like.views()));
                }
            }
        }
        return new KeyTable(more);
    }

    private List<Binding> movable(Command command) {
        return bindings.stream()
                .filter(binding -> binding.command() == command && free(binding.key()))
                .toList();
    }

    /**
     * A key that means two things in one view.
     *
     * @param one may be the same command as {@code other}, which then has the key twice
     */
    public record Clash(Key key, View view, Command one, Command other) {}

    /** The first of them. */
    public Optional<Clash> clash() {
        for (int first = 0; first < bindings.size(); first++) {
            Binding one = bindings.get(first);
            for (Binding other : bindings.subList(first + 1, bindings.size())) {
                Optional<View> both = one.views().stream()
                        .filter(other.views()::contains)
                        .sorted()
                        .findFirst();
                if (one.key().equals(other.key()) && both.isPresent()) {
                    return Optional.of(new Clash(one.key(), both.get(), one.command(), other.command()));
                }
            }
        }
        return Optional.empty();
    }

    /** The key of a command as it is written, for words to the person. */
    public String shown(Command command) {
        return bindings.stream()
                .filter(binding -> binding.command() == command)
                .findFirst()
                .map(binding -> binding.key().shown())
                .orElse("");
    }

    /**
     * One key in some views.
     *
     * @param shown whether it has a place in the bar at the bottom
     */
    public record Binding(Key key, Command command, boolean shown, Set<View> views) {
        public Binding {
            views = Set.copyOf(views);
        }
    }

    private static Binding on(int letter, Command command, boolean shown, Set<View> views) {
        return on(Key.letter(letter), command, shown, views);
    }

    private static Binding on(Key key, Command command, boolean shown, Set<View> views) {
        return new Binding(key, command, shown, views);
    }

    /** What a key means here. The keys of a telephone are digits in a call, and begin a number in the dialer. */
    public Optional<Command> command(View view, Key key) {
        if (telephone(key)) {
            return switch (view) {
                case CALL -> Optional.of(Command.DIGIT);
                case DIALER -> Optional.of(Command.DIAL);
                default -> Optional.empty();
            };
        }
        return bindings.stream()
                .filter(binding -> binding.key().equals(key) && binding.views().contains(view))
                .map(Binding::command)
                .findFirst();
    }

    /** The keys of a view, in the order of the bar. */
    public List<Binding> of(View view) {
        List<Binding> found = new ArrayList<>();
        for (Binding binding : bindings) {
            if (binding.views().contains(view)) {
                found.add(binding);
            }
        }
        return found;
    }
}
