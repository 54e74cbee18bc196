package org.sealphone.tui.cli;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import picocli.CommandLine;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;

/** What the model says of a command and its options, for shells and the manual. Pure. */
final class Words {
    private Words() {}

    /** Commands that are shown, with their names. */
    static List<Map.Entry<String, CommandSpec>> commands(CommandLine line) {
        return line.getSubcommands().entrySet().stream()
                .filter(entry ->
                        !entry.getValue().getCommandSpec().usageMessage().hidden())
                .map(entry -> Map.entry(entry.getKey(), entry.getValue().getCommandSpec()))
                .toList();
    }

    static List<OptionSpec> options(CommandSpec command) {
        return command.options().stream().filter(option -> !option.hidden()).toList();
    }

    static String header(CommandSpec command) {
        return String.join(" ", command.usageMessage().header());
    }

    static String meaning(ArgSpec argument) {
        return String.join(" ", argument.description());
    }

    static boolean takesValue(OptionSpec option) {
        return option.arity().max() > 0;
    }

    static boolean takesFile(OptionSpec option) {
        boolean inList = option.auxiliaryTypes().length > 0 && option.auxiliaryTypes()[0] == Path.class;
        return option.type() == Path.class || inList;
    }

    static String names(OptionSpec option) {
        return List.of(option.names()).stream()
                .map(name -> takesValue(option) ? name + " " + option.paramLabel() : name)
                .collect(Collectors.joining(", "));
    }
}
