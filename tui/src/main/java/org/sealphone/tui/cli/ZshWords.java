package org.sealphone.tui.cli;

import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;

/** Completion for zsh, for a file {@code _sealphone} in its fpath. Pure. */
final class ZshWords {
    private final StringBuilder out = new StringBuilder();

    private ZshWords() {}

    static String of(CommandLine root) {
        ZshWords zsh = new ZshWords();
        String program = root.getCommandName();
        zsh.out.append("#compdef ").append(program).append('\n');
        zsh.level("_" + program, root, 2);
        zsh.out.append("_").append(program).append(" \"$@\"\n");
        return zsh.out.toString();
    }

    /** A function for a command that has parts: the parts, or what the part that was typed takes. */
    private void level(String function, CommandLine line, int word) {
        Words.commands(line).stream()
                .filter(entry -> !Words.commands(entry.getValue().commandLine()).isEmpty())
                .forEach(entry ->
                        level(function + "_" + entry.getKey(), entry.getValue().commandLine(), word + 1));
        out.append(function)
                .append("() {\n  if (( CURRENT == ")
                .append(word)
                .append(" )); then\n    local -a commands=(\n");
        Words.commands(line).forEach(entry -> out.append("      ")
                .append(quoted(entry.getKey() + ":" + Words.header(entry.getValue())))
                .append('\n'));
        out.append("    )\n    _describe command commands\n    return\n  fi\n  case $words[")
                .append(word)
                .append("] in\n");
        Words.commands(line).forEach(entry -> part(function, entry.getKey(), entry.getValue()));
        out.append("  esac\n}\n");
    }

    private void part(String function, String name, CommandSpec spec) {
        out.append("    ").append(name).append(") ");
        if (!Words.commands(spec.commandLine()).isEmpty()) {
            out.append(function).append('_').append(name).append(" ;;\n");
            return;
        }
        out.append("_arguments");
        Words.options(spec).forEach(this::option);
        out.append(" '*:file:_files' ;;\n");
    }

    private void option(OptionSpec option) {
        String meaning = Words.meaning(option)
                .replace("\\", "\\\\")
                .replace("[", "\\[")
                .replace("]", "\\]")
                .replace(":", "\\:");
        for (String name : option.names()) {
            String value = Words.takesValue(option)
                    ? ":" + option.paramLabel().replace(":", "\\:") + ":" + (Words.takesFile(option) ? "_files" : "")
                    : "";
            out.append(" \\\n      ").append(quoted("*" + name + "[" + meaning + "]" + value));
        }
    }

    private static String quoted(String words) {
        return "'" + words.replace("'", "'\\''") + "'";
    }
}
