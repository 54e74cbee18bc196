package org.sealphone.tui.config;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.sealphone.crypto.reason.Outcome;
import org.sealphone.tui.text.Nearest;
import org.sealphone.tui.text.Spans;
import org.tomlj.TomlArray;
import org.tomlj.TomlParseResult;
import org.tomlj.TomlTable;

/** Reads a plan of calls: TOML, every key known, accounts with the keys of a profile. Owner: the command's thread. */
public final class PlanFile {
    private static final Set<String> TOP = Set.of("version", "order", "trunk", "account", "call");
    private static final Set<String> TRUNK = Set.of("users");

    private final Path file;
    private final ConfigFile form;

    private PlanFile(Path file) {
        this.file = file;
        this.form = new ConfigFile(file);
    }

    /** The whole plan, or the first thing that is wrong with it. */
    public static Outcome<Plan> read(Path file) {
        PlanFile plan = new PlanFile(file);
        return plan.form.text().then(plan.form::toml).then(plan::plan);
    }

    private Outcome<Plan> plan(TomlParseResult root) {
        return form.version(root)
                .then(version -> form.known(root, TOP))
                .then(fine -> users(root))
                .then(users -> order(root).then(parallel -> form.profiles(root, "account")
                        .then(accounts -> calls(root, new Plan(file, parallel, users, accounts, List.of())))));
    }

    private Outcome<Boolean> order(TomlTable root) {
        Object order = ConfigFile.value(root, "order");
        return order == null || order.equals("sequence")
                ? Outcome.granted(false)
                : order.equals("parallel")
                        ? Outcome.granted(true)
                        : form.wrong(CliReason.CLI_60, root, "order", "is none of \"sequence\", \"parallel\"");
    }

    private Outcome<List<String>> users(TomlTable root) {
        Object trunk = ConfigFile.value(root, "trunk");
        if (trunk == null) {
            return Outcome.granted(List.of());
        }
        if (!(trunk instanceof TomlTable table)) {
            return form.wrong(CliReason.CLI_60, root, "trunk", "is no table: write [trunk]");
        }
        return form.known(table, TRUNK).then(fine -> {
            Optional<List<String>> users = ConfigFile.value(table, "users") instanceof TomlArray array
                    ? ConfigFile.texts(array)
                    : Optional.empty();
            return users.filter(names -> names.stream().allMatch(name -> name.matches("[A-Za-z0-9._+-]{1,64}")))
                    .map(Outcome::granted)
                    .orElseGet(() -> form.wrong(CliReason.CLI_60, root, "trunk", "wants users = [\"alice\", \"bob\"]"));
        });
    }

    private Outcome<Plan> calls(TomlTable root, Plan plan) {
        if (!(ConfigFile.value(root, "call") instanceof TomlArray array) || array.isEmpty()) {
            return Outcome.refused(CliReason.CLI_60, file + " has no [[call]]");
        }
        Outcome<List<Plan.Call>> read = Outcome.granted(List.of());
        for (Object element : array.toList()) {
            read = read.then(sofar -> element instanceof TomlTable table
                    ? call(table, plan, sofar.size() + 1).then(call -> {
                        List<Plan.Call> more = new ArrayList<>(sofar);
                        more.add(call);
                        return Outcome.granted(more);
                    })
                    : form.wrong(CliReason.CLI_60, root, "call", "is no table: write [[call]]"));
        }
        return read.then(
                calls -> Outcome.granted(new Plan(file, plan.parallel(), plan.users(), plan.accounts(), calls)));
    }

    private Outcome<Plan.Call> call(TomlTable table, Plan plan, int number) {
        Map<String, Plan.Step> steps = words(Plan.Step.values(), Plan.Step::word);
        Set<String> words = new TreeSet<>(steps.keySet());
        words.addAll(List.of("name", "from", "to", "expect"));
        return form.known(table, words).then(fine -> {
            Object from = ConfigFile.value(table, "from");
            Object to = ConfigFile.value(table, "to");
            Object name = ConfigFile.value(table, "name");
            if (!(from instanceof String caller) || !(to instanceof String target)) {
                return Outcome.refused(CliReason.CLI_60, file + ": call " + number + ": from and to have to be there");
            }
            if (!plan.answers(caller)) {
                Set<String> known = new TreeSet<>(plan.accounts().keySet());
                known.addAll(plan.users());
                return form.wrong(CliReason.CLI_62, table, "from", "'" + caller + "'" + Nearest.hint(caller, known));
            }
            return values(table, steps, step -> step.form).then(done -> expected(table)
                    .then(expected -> Outcome.granted(new Plan.Call(
                            name instanceof String given ? given : "call " + number + ": " + caller + " to " + target,
                            caller,
                            target,
                            enumMap(Plan.Step.class, done),
                            expected))));
        });
    }

    private Outcome<Map<Plan.Expect, String>> expected(TomlTable call) {
        Object expect = ConfigFile.value(call, "expect");
        if (expect == null) {
            return Outcome.granted(Map.of());
        }
        if (!(expect instanceof TomlTable table)) {
            return form.wrong(CliReason.CLI_60, call, "expect", "is no table: write expect.status = 200");
        }
        Map<String, Plan.Expect> words = words(Plan.Expect.values(), Plan.Expect::word);
        return form.known(table, words.keySet())
                .then(fine -> values(table, words, what -> what.form))
                .then(values -> Outcome.granted(enumMap(Plan.Expect.class, values)));
    }

    private <K> Outcome<Map<K, String>> values(TomlTable table, Map<String, K> words, Function<K, Plan.Form> forms) {
        Map<K, String> values = new LinkedHashMap<>();
        for (String word : table.keySet()) {
            K key = words.get(word);
            if (key == null) {
                continue;
            }
            Optional<String> value = value(ConfigFile.value(table, word), forms.apply(key));
            if (value.isEmpty()) {
                return form.wrong(CliReason.CLI_60, table, word, "wants " + wanted(forms.apply(key)));
            }
            values.put(key, value.get());
        }
        return Outcome.granted(values);
    }

    private static Optional<String> value(@Nullable Object value, Plan.Form form) {
        return switch (form) {
            case TEXT -> value instanceof String text && !text.isEmpty() ? Optional.of(text) : Optional.empty();
            case WHOLE -> value instanceof Long ? Optional.of(value.toString()) : Optional.empty();
            case NUMBER -> value instanceof Long || value instanceof Double
                    ? Optional.of(value.toString())
                    : Optional.empty();
            case SPAN -> value instanceof String text && Spans.parse(text).isPresent()
                    ? Optional.of(text)
                    : Optional.empty();
        };
    }

    private static String wanted(Plan.Form form) {
        return switch (form) {
            case TEXT -> "text in quotes";
            case WHOLE -> "a whole number without quotes";
            case NUMBER -> "a number without quotes";
            case SPAN -> "a time with its unit in quotes, such as \"500ms\"";
        };
    }

    private static <K> Map<String, K> words(K[] keys, Function<K, String> word) {
        Map<String, K> words = new LinkedHashMap<>();
        for (K key : keys) {
            words.put(word.apply(key), key);
        }
        return words;
    }

    private static <K extends Enum<K>> Map<K, String> enumMap(Class<K> keys, Map<K, String> values) {
        EnumMap<K, String> map = new EnumMap<>(keys);
        map.putAll(values);
        return map;
    }
}
