package org.sealphone.tui.cli;

import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;

/** Completion for fish, a line a word. Pure. */
final class FishWords {
    private final String program;
    private final StringBuilder out = new StringBuilder();

    private FishWords(String program) {
        this.program = program;
    }

    static String of(CommandLine root) {
        FishWords fish = new FishWords(root.getCommandName());
        fish.out.append("complete -c ").append(fish.program).append(" -f\n");
        Words.commands(root).forEach(entry -> {
            fish.command("__fish_use_subcommand", entry.getKey(), entry.getValue());
            String seen = "__fish_seen_subcommand_from " + entry.getKey();
            Words.commands(entry.getValue().commandLine()).forEach(part -> {
                fish.command(seen, part.getKey(), part.getValue());
                Words.options(part.getValue())
                        .forEach(option ->
                                fish.option(seen + "; and __fish_seen_subcommand_from " + part.getKey(), option));
            });
            Words.options(entry.getValue()).forEach(option -> fish.option(seen, option));
        });
        return fish.out.toString();
    }

    private void command(String where, String name, CommandSpec spec) {
        line(where)
                .append(" -a ")
                .append(quoted(name))
                .append(" -d ")
                .append(quoted(Words.header(spec)))
                .append('\n');
    }

    private void option(String where, OptionSpec option) {
        line(where);
        for (String name : option.names()) {
            out.append(name.startsWith("--") ? " -l " : " -s ").append(name.replaceFirst("^--?", ""));
        }
        if (Words.takesValue(option)) {
            out.append(Words.takesFile(option) ? " -r -F" : " -x");
        }
        out.append(" -d ").append(quoted(Words.meaning(option))).append('\n');
    }

    private StringBuilder line(String where) {
        return out.append("complete -c ").append(program).append(" -n ").append(quoted(where));
    }

    private static String quoted(String words) {
        return "'" + words.replace("\\", "\\\\").replace("'", "\\'") + "'";
    }
}
