package org.sealphone.tui.config;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.sealphone.crypto.reason.Outcome;
import org.sealphone.tui.screen.Command;
import org.sealphone.tui.screen.Key;
import org.sealphone.tui.screen.KeyTable;
import org.sealphone.tui.text.Nearest;
import org.tomlj.TomlArray;
import org.tomlj.TomlTable;

/**
 * The table {@code [keys]} of the configuration: what can be asked for, and the key or keys for it. A key that would mean two things in one
 * view is refused, whether both were written there or one is as usual. Stateless.
 */
final class KeyBindings {
    private static final String TABLE = "keys";

    private KeyBindings() {}

    static Outcome<KeyTable> read(ConfigFile file, TomlTable root) {
        Object value = ConfigFile.value(root, TABLE);
        if (value == null) {
            return Outcome.granted(KeyTable.USUAL);
        }
        if (!(value instanceof TomlTable table)) {
            return file.wrong(CliReason.CLI_60, root, TABLE, "is no table: write [keys]");
        }
        List<String> words = KeyTable.movable().stream().map(Command::word).toList();
        Outcome<KeyTable> read = file.known(table, Set.copyOf(words)).then(fine -> Outcome.granted(KeyTable.USUAL));
        for (Command command : KeyTable.movable()) {
            if (table.keySet().contains(command.word())) {
                read = read.then(
                        sofar -> keys(file, table, command).then(keys -> Outcome.granted(sofar.with(command, keys))));
            }
        }
        return read.then(keys -> keys.clash()
                .map(clash -> file.<KeyTable>wrong(CliReason.CLI_60, table, place(table, clash), words(clash)))
                .orElseGet(() -> Outcome.granted(keys)));
    }

    private static Outcome<List<Key>> keys(ConfigFile file, TomlTable table, Command command) {
        Object value = ConfigFile.value(table, command.word());
        Optional<List<String>> texts = value instanceof TomlArray array
                ? ConfigFile.texts(array)
                : value instanceof String one ? Optional.of(List.of(one)) : Optional.empty();
        if (texts.isEmpty()) {
            return file.wrong(CliReason.CLI_60, table, command.word(), "wants a key in quotes, or a list of them");
        }
        LinkedHashSet<Key> keys = new LinkedHashSet<>();
        for (String text : texts.get()) {
            Optional<Key> key = Key.named(text);
            if (key.isEmpty()) {
                String names = Key.names().stream().collect(Collectors.joining(", "));
                return file.wrong(
                        CliReason.CLI_60,
                        table,
                        command.word(),
                        "a key is one character or one of " + names + Nearest.hint(text, Key.names()));
            }
            if (!KeyTable.free(key.get())) {
                return file.wrong(
                        CliReason.CLI_60,
                        table,
                        command.word(),
                        key.get().shown() + " belongs to the telephone or to the terminal");
            }
            if (!keys.add(key.get())) {
                return file.wrong(
                        CliReason.CLI_60, table, command.word(), key.get().shown() + " is given twice");
            }
        }
        return Outcome.granted(List.copyOf(keys));
    }

    /** The line to look at: of two that were written the one that came later in the table of keys. */
    private static String place(TomlTable table, KeyTable.Clash clash) {
        return table.keySet().contains(clash.other().word())
                ? clash.other().word()
                : clash.one().word();
    }

    private static String words(KeyTable.Clash clash) {
        return clash.key().shown() + " would be " + clash.one().word() + " and "
                + clash.other().word() + " in one view (" + clash.view().title() + ")";
    }
}
