package org.sealphone.tui.cli;

import java.util.List;
import java.util.Locale;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;

/** The manual page in the macros of man(7). Pure. */
final class ManualPage {
    private final StringBuilder out = new StringBuilder();

    private ManualPage() {}

    static String of(CommandLine root) {
        ManualPage page = new ManualPage();
        CommandSpec program = root.getCommandSpec();
        page.macro("TH " + program.name().toUpperCase(Locale.ROOT) + " 1")
                .section("NAME")
                .words(program.name() + " - " + Words.header(program))
                .section("SYNOPSIS")
                .words(program.name() + " COMMAND [OPTIONS]")
                .section("EXAMPLES")
                .verbatim(List.of(program.usageMessage().description()))
                .section("COMMANDS");
        Words.commands(root).forEach(entry -> page.command(entry.getKey(), entry.getValue()));
        page.section("EXIT STATUS").verbatim(List.of(program.usageMessage().footer()));
        return page.out.toString();
    }

    private void command(String name, CommandSpec spec) {
        macro("SS " + name)
                .words(Words.header(spec))
                .verbatim(List.of(spec.usageMessage().description()));
        spec.positionalParameters().forEach(word -> item(word.paramLabel(), Words.meaning(word)));
        Words.options(spec).forEach(option -> item(Words.names(option), Words.meaning(option)));
        Words.commands(spec.commandLine()).forEach(part -> command(name + " " + part.getKey(), part.getValue()));
    }

    private void item(String name, String meaning) {
        macro("TP").macro("B " + escaped(name)).words(meaning);
    }

    private ManualPage section(String name) {
        return macro("SH " + name);
    }

    private ManualPage macro(String macro) {
        out.append('.').append(macro).append('\n');
        return this;
    }

    private ManualPage verbatim(List<String> lines) {
        macro("PP").macro("nf");
        lines.forEach(line -> out.append(line.isEmpty() ? ".sp" : escaped(line)).append('\n'));
        return macro("fi");
    }

    private ManualPage words(String words) {
        out.append(escaped(words)).append('\n');
        return this;
    }

    /** A backslash would be read as a command, and so would a dot or a quote at the beginning of a line. */
    private static String escaped(String words) {
        String safe = words.replace("\\", "\\e").replace("-", "\\-");
        return safe.startsWith(".") || safe.startsWith("'") ? "\\&" + safe : safe;
    }
}
